using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Processing;

/// <summary>
/// ASCII from and to characters. Names and keys are a few characters long: for those, a call into the framework costs more than the work.
/// </summary>
internal static class AsciiText
{
    private const int MaxShort = 32;
    private const ulong NotAsciiInFourChars = 0xff80_ff80_ff80_ff80;
    private const ulong NotAsciiInEightBytes = 0x8080_8080_8080_8080;

    /// <summary>Writes as many bytes as there are characters; false, with anything written, where one is not ASCII.</summary>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination)
    {
        destination = destination[..text.Length];
        ref byte from = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text));
        ref byte to = ref MemoryMarshal.GetReference(destination);
        if (text.Length > MaxShort)
        {
            return Ascii.FromUtf16(text, destination, out _) == OperationStatus.Done;
        }

        if (text.Length >= 8)
        {
            return TryNarrowByEight(ref from, ref to, text.Length);
        }

        if (text.Length >= 4)
        {
            ulong all = NarrowFour(ref from, ref to, 0) | NarrowFour(ref from, ref to, text.Length - 4);
            return (all & NotAsciiInFourChars) == 0;
        }

        return TryNarrowFew(text, destination);
    }

    /// <summary>A string of a few bytes, made in place; null where one is not ASCII, or there are more than a few.</summary>
    public static string? TryMakeShort(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxShort)
        {
            return null;
        }

        bool isAscii = false;
        string made = string.Create(text.Length, new Source(text, ref isAscii), static (destination, source) => source.Fill(destination));
        return isAscii || text.IsEmpty ? made : null;
    }

    // The last ones are done together, whether or not some of them were done before; likewise below.
    private static bool TryNarrowByEight(ref byte from, ref byte to, int length)
    {
        var all = Vector128<ushort>.Zero;
        for (int i = 0; i < length - 8; i += 8)
        {
            all |= NarrowEight(ref from, ref to, i);
        }

        all |= NarrowEight(ref from, ref to, length - 8);
        return (all & Vector128.Create((ushort)0xff80)) == Vector128<ushort>.Zero;
    }

    private static bool TryWidenByFour(ref byte from, ref byte to, int length)
    {
        ulong all = 0;
        for (int i = 0; i < length - 4; i += 4)
        {
            all |= WidenFour(ref from, ref to, i);
        }

        all |= WidenFour(ref from, ref to, length - 4);
        return (all & NotAsciiInEightBytes) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> NarrowEight(ref byte from, ref byte to, int at)
    {
        var eight = Unsafe.ReadUnaligned<Vector128<ushort>>(ref Unsafe.Add(ref from, at * sizeof(char)));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at), Vector128.Narrow(eight, eight).AsUInt64().ToScalar());
        return eight;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NarrowFour(ref byte from, ref byte to, int at)
    {
        ulong four = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at * sizeof(char)));
        var chars = Vector128.CreateScalarUnsafe(four).AsUInt16();
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at), Vector128.Narrow(chars, chars).AsUInt32().ToScalar());
        return four;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WidenFour(ref byte from, ref byte to, int at)
    {
        uint four = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, at));
        var chars = Vector128.WidenLower(Vector128.CreateScalarUnsafe(four).AsByte());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, at * sizeof(char)), chars.AsUInt64().ToScalar());
        return four;
    }

    private static bool TryNarrowFew(ReadOnlySpan<char> text, Span<byte> destination)
    {
        int all = 0;
        for (int i = 0; i < text.Length && i < destination.Length; i++)
        {
            all |= text[i];
            destination[i] = (byte)text[i];
        }

        return all <= 0x7f;
    }

    private static bool TryWidenFew(ReadOnlySpan<byte> text, Span<char> destination)
    {
        int all = 0;
        for (int i = 0; i < text.Length && i < destination.Length; i++)
        {
            all |= text[i];
            destination[i] = (char)text[i];
        }

        return all <= 0x7f;
    }

    private readonly ref struct Source(ReadOnlySpan<byte> text, ref bool isAscii)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private readonly ref bool _isAscii = ref isAscii;

        public void Fill(Span<char> destination)
        {
            ref byte to = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(destination));
            _isAscii = _text.Length >= 4
                ? TryWidenByFour(ref MemoryMarshal.GetReference(_text), ref to, _text.Length)
                : TryWidenFew(_text, destination);
        }
    }
}
