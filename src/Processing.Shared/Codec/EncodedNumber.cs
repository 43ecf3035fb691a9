using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>Numbers as bytes, each in its shortest form, behind a place where there is room for <see cref="MaxLength"/> of them.</summary>
internal static class EncodedNumber
{
    public const int MaxLength = 9;

    /// <summary>Writes a signed integer and returns how many bytes it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ref byte to, long value) => value >= 0 ? Write(ref to, (ulong)value) : WriteNegative(ref to, value);

    /// <summary>Writes an unsigned integer and returns how many bytes it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ref byte to, ulong value)
    {
        switch (value)
        {
            case <= FormatCode.MaxPositiveFixInt:
                to = (byte)value;
                return 1;
            case <= byte.MaxValue:
                to = FormatCode.UInt8;
                Unsafe.Add(ref to, 1) = (byte)value;
                return 2;
            case <= ushort.MaxValue:
                to = FormatCode.UInt16;
                BinaryPrimitives.WriteUInt16BigEndian(Behind(ref to, sizeof(ushort)), (ushort)value);
                return 3;
            case <= uint.MaxValue:
                to = FormatCode.UInt32;
                BinaryPrimitives.WriteUInt32BigEndian(Behind(ref to, sizeof(uint)), (uint)value);
                return 5;
            default:
                to = FormatCode.UInt64;
                BinaryPrimitives.WriteUInt64BigEndian(Behind(ref to, sizeof(ulong)), value);
                return 9;
        }
    }

    /// <summary>Writes a 32-bit floating point number and returns how many bytes it has.</summary>
    public static int Write(ref byte to, float value)
    {
        to = FormatCode.Float32;
        BinaryPrimitives.WriteSingleBigEndian(Behind(ref to, sizeof(float)), value);
        return 1 + sizeof(float);
    }

    /// <summary>Writes a 64-bit floating point number and returns how many bytes it has.</summary>
    public static int Write(ref byte to, double value)
    {
        to = FormatCode.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(Behind(ref to, sizeof(double)), value);
        return 1 + sizeof(double);
    }

    /// <summary>
    /// Reads the integer at the start of <paramref name="from"/>, which has at least <see cref="MaxLength"/> bytes, and returns how many of them
    /// it takes; 0 where there is no integer or one greater than 64 bits with sign can hold.
    /// </summary>
    // Integers of all sizes are mixed in most messages, so that a branch for each size would often be guessed wrong.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryRead(ReadOnlySpan<byte> from, out long value)
    {
        sbyte code = (sbyte)from[0];
        if (code >= unchecked((sbyte)FormatCode.MinNegativeFixInt))
        {
            value = code;
            return 1;
        }

        uint kind = (uint)((byte)code - FormatCode.UInt8);
        if (kind > FormatCode.Int64 - FormatCode.UInt8)
        {
            value = 0;
            return 0;
        }

        int size = 1 << (int)(kind & 3);
        int unused = 64 - (8 * size);
        long bits = BinaryPrimitives.ReadInt64BigEndian(from[1..]);
        bool isSigned = kind >= FormatCode.Int8 - FormatCode.UInt8;
        value = isSigned ? bits >> unused : bits >>> unused;
        return isSigned || value >= 0 ? 1 + size : 0;
    }

    private static int WriteNegative(ref byte to, long value)
    {
        switch (value)
        {
            case >= -32:
                to = (byte)value;
                return 1;
            case >= sbyte.MinValue:
                to = FormatCode.Int8;
                Unsafe.Add(ref to, 1) = (byte)value;
                return 2;
            case >= short.MinValue:
                to = FormatCode.Int16;
                BinaryPrimitives.WriteInt16BigEndian(Behind(ref to, sizeof(short)), (short)value);
                return 3;
            case >= int.MinValue:
                to = FormatCode.Int32;
                BinaryPrimitives.WriteInt32BigEndian(Behind(ref to, sizeof(int)), (int)value);
                return 5;
            default:
                to = FormatCode.Int64;
                BinaryPrimitives.WriteInt64BigEndian(Behind(ref to, sizeof(long)), value);
                return 9;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<byte> Behind(ref byte to, int count) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, 1), count);
}
