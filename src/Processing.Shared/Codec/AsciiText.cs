using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Processing;

/// <summary>
/// Short ASCII from and to characters. Names and keys are a few characters long: for those, a call into the framework costs more than the
/// work. What does not fill a vector is done as two halves that overlap where there is less than two of them.
/// </summary>
internal static class AsciiText
{
    /// <summary>The longest text that is done here.</summary>
    public const int MaxShort = 31;

    /// <summary>How many bytes such a text takes with its header, which is one byte whatever the text says.</summary>
    public const int MaxEncoded = 1 + MaxShort;

    private const ulong NotAsciiInFourChars = 0xff80_ff80_ff80_ff80;
    private const uint NotAsciiInFourBytes = 0x8080_8080;
    private const ulong NotAsciiInEightBytes = 0x8080_8080_8080_8080;

    /// <summary>
    /// Writes a short text with its header where there is room for <see cref="MaxEncoded"/> bytes, and returns how many bytes that took; 0, with
    /// anything written, where it is longer or one character is not ASCII.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryEncodeShort(ReadOnlySpan<char> text, ref byte to)
    {
        if (text.Length > MaxShort || !TryNarrow(text, ref Unsafe.Add(ref to, 1)))
        {
            return 0;
        }

        to = (byte)(FormatCode.FixStr | text.Length);
        return 1 + text.Length;
    }

    /// <summary>A string of at most <see cref="MaxShort"/> bytes, made in place; null where one is not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string? TryMakeShort(ReadOnlySpan<byte> text)
        => IsAscii(text) ? string.Create(text.Length, text, static (destination, source) => Widen(source, ref MemoryMarshal.GetReference(destination))) : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrow(ReadOnlySpan<char> text, ref byte to)
    {
        ref ushort from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        return text.Length switch
        {
            < 4 => TryNarrowFew(text, ref to),
            < 8 => TryNarrowFourToEight(ref from, ref to, text.Length),
            < 16 => TryNarrowEightToSixteen(ref from, ref to, text.Length),
            _ => TryNarrowMore(ref from, ref to, text.Length),
        };
    }

    private static bool TryNarrowFew(ReadOnlySpan<char> text, ref byte to)
    {
        int all = 0;
        for (int i = 0; i < text.Length; i++)
        {
            all |= text[i];
            Unsafe.Add(ref to, i) = (byte)text[i];
        }

        return all <= 0x7f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrowFourToEight(ref ushort from, ref byte to, int length)
    {
        ulong first = FourAt(ref from, 0);
        ulong last = FourAt(ref from, length - 4);
        var both = Vector128.Create(first, last).AsUInt16();
        ulong narrow = Vector128.Narrow(both, both).AsUInt64().ToScalar();
        Unsafe.WriteUnaligned(ref to, (uint)narrow);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, length - 4), (uint)(narrow >> 32));
        return ((first | last) & NotAsciiInFourChars) == 0;
    }

    private static bool TryNarrowEightToSixteen(ref ushort from, ref byte to, int length)
    {
        var first = EightAt(ref from, 0);
        var last = EightAt(ref from, length - 8);
        var narrow = Vector128.Narrow(first, last).AsUInt64();
        Unsafe.WriteUnaligned(ref to, narrow[0]);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, length - 8), narrow[1]);
        return IsAscii(first | last);
    }

    private static bool TryNarrowMore(ref ushort from, ref byte to, int length)
    {
        var first = EightAt(ref from, 0);
        var second = EightAt(ref from, 8);
        var third = EightAt(ref from, length - 16);
        var last = EightAt(ref from, length - 8);
        Vector128.Narrow(first, second).StoreUnsafe(ref to);
        Vector128.Narrow(third, last).StoreUnsafe(ref to, (nuint)(length - 16));
        return IsAscii(first | second | third | last);
    }

    private static bool IsAscii(Vector128<ushort> chars) => (chars & Vector128.Create((ushort)0xff80)) == Vector128<ushort>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FourAt(ref ushort from, int at)
        => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref from, at)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> EightAt(ref ushort from, int at) => Vector128.LoadUnsafe(ref from, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAscii(ReadOnlySpan<byte> text)
    {
        ref byte from = ref MemoryMarshal.GetReference(text);
        return text.Length switch
        {
            < 4 => IsAsciiFew(text),
            < 8 => ((FourAt(ref from, 0) | FourAt(ref from, text.Length - 4)) & NotAsciiInFourBytes) == 0,
            < 16 => ((EightAt(ref from, 0) | EightAt(ref from, text.Length - 8)) & NotAsciiInEightBytes) == 0,
            _ => (Vector128.LoadUnsafe(ref from) | Vector128.LoadUnsafe(ref from, (nuint)(text.Length - 16))).ExtractMostSignificantBits() == 0,
        };
    }

    private static bool IsAsciiFew(ReadOnlySpan<byte> text)
    {
        int all = 0;
        foreach (byte one in text)
        {
            all |= one;
        }

        return all <= 0x7f;
    }

    private static void Widen(ReadOnlySpan<byte> text, ref char destination)
    {
        ref byte from = ref MemoryMarshal.GetReference(text);
        ref ushort to = ref Unsafe.As<char, ushort>(ref destination);
        switch (text.Length)
        {
            case < 4:
                for (int i = 0; i < text.Length; i++)
                {
                    Unsafe.Add(ref to, i) = text[i];
                }

                break;
            case < 8:
                var halves = Vector128.CreateScalarUnsafe(FourAt(ref from, 0) | ((ulong)FourAt(ref from, text.Length - 4) << 32));
                var eight = Vector128.WidenLower(halves.AsByte()).AsUInt64();
                Unsafe.WriteUnaligned(ref Unsafe.As<ushort, byte>(ref to), eight[0]);
                Unsafe.WriteUnaligned(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref to, text.Length - 4)), eight[1]);
                break;
            case < 16:
                WidenEight(EightAt(ref from, 0), ref to, 0);
                WidenEight(EightAt(ref from, text.Length - 8), ref to, text.Length - 8);
                break;
            default:
                WidenSixteen(ref from, ref to, 0);
                WidenSixteen(ref from, ref to, text.Length - 16);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenEight(ulong eight, ref ushort to, int at)
        => Vector128.WidenLower(Vector128.CreateScalarUnsafe(eight).AsByte()).StoreUnsafe(ref to, (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenSixteen(ref byte from, ref ushort to, int at)
    {
        var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)at));
        lower.StoreUnsafe(ref to, (nuint)at);
        upper.StoreUnsafe(ref to, (nuint)at + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint FourAt(ref byte from, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightAt(ref byte from, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at));
}
