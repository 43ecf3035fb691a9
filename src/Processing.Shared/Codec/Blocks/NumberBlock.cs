using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// Many numbers of one type as one extension value: a byte that tells the type, then the numbers as they stand in memory, lowest byte first.
/// Copying them is many times faster than writing each as a value of its own.
/// </summary>
internal static class NumberBlock
{
    /// <summary>Fewer elements than this are written one by one, which anyone can read and which is shorter for small numbers.</summary>
    internal const int MinCount = 32;

    /// <summary>Whether so many elements of <typeparamref name="T"/> are written as a block.</summary>
    public static bool IsUsedFor<T>(int count)
        => count >= MinCount && KindOf<T>() != BlockKind.None && count <= (Array.MaxLength - 1) / Unsafe.SizeOf<T>();

    /// <summary>Writes a block; <typeparamref name="T"/> is one of its kinds.</summary>
    public static void Write<T>(ref MessageWriter writer, ReadOnlySpan<T> elements)
    {
        int size = Unsafe.SizeOf<T>();
        writer.WriteExtensionHeader(ExtensionType.NumberBlock, 1 + (elements.Length * size));
        writer.WriteRaw([(byte)KindOf<T>()]);
        var bytes = AsBytes(ref MemoryMarshal.GetReference(elements), elements.Length);
        if (BitConverter.IsLittleEndian || size == 1)
        {
            writer.WriteRaw(bytes);
            return;
        }

        byte[] swapped = bytes.ToArray();
        Reverse(swapped, size);
        writer.WriteRaw(swapped);
    }

    /// <summary>Reads a block, which must be of exactly <typeparamref name="T"/>.</summary>
    public static T[] Read<T>(ref MessageReader reader)
    {
        var start = reader;
        int length = reader.ReadExtensionHeader(out sbyte type) - 1;
        int size = Unsafe.SizeOf<T>();
        if (type != ExtensionType.NumberBlock || KindOf<T>() == BlockKind.None)
        {
            throw start.Error($"Expected an array of {typeof(T)}, but found an extension of type {type}.");
        }

        Span<byte> kind = stackalloc byte[1];
        if (length < 0 || length % size != 0)
        {
            throw start.Error($"Expected a block of {typeof(T)}, but found one of {length + 1} bytes.");
        }

        reader.ReadExtensionData(kind);
        if (kind[0] != (byte)KindOf<T>())
        {
            throw start.Error($"Expected a block of {typeof(T)}, but found one of the kind {kind[0]}.");
        }

        var elements = length == 0 ? [] : GC.AllocateUninitializedArray<T>(length / size);
        var bytes = AsBytes(ref MemoryMarshal.GetArrayDataReference(elements), elements.Length);
        reader.ReadExtensionData(bytes);
        if (typeof(T) == typeof(bool) && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            throw start.Error("Expected a block of booleans, but found other bytes than 0 and 1 in it.");
        }

        if (!BitConverter.IsLittleEndian && size > 1)
        {
            Reverse(bytes, size);
        }

        return elements;
    }

    // Folds to a constant per T.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static BlockKind KindOf<T>()
        => typeof(T) == typeof(double) ? BlockKind.Double
            : typeof(T) == typeof(float) ? BlockKind.Single
            : typeof(T) == typeof(int) ? BlockKind.Int32
            : typeof(T) == typeof(long) ? BlockKind.Int64
            : typeof(T) == typeof(short) ? BlockKind.Int16
            : typeof(T) == typeof(sbyte) ? BlockKind.SByte
            : typeof(T) == typeof(uint) ? BlockKind.UInt32
            : typeof(T) == typeof(ulong) ? BlockKind.UInt64
            : typeof(T) == typeof(ushort) ? BlockKind.UInt16
            : typeof(T) == typeof(Half) ? BlockKind.Half
            : typeof(T) == typeof(char) ? BlockKind.Char
            : typeof(T) == typeof(bool) ? BlockKind.Boolean
            : BlockKind.None;

    // Only called where T is one of the kinds, none of which holds a reference.
    private static Span<byte> AsBytes<T>(ref T first, int count)
        => MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref first), count * Unsafe.SizeOf<T>());

    private static void Reverse(Span<byte> bytes, int size)
    {
        switch (size)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var words = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            default:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
