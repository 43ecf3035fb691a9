using System.Diagnostics.CodeAnalysis;

namespace Processing;

public ref partial struct MessageReader
{
    /// <summary>Reads an integer that fits 32 bits with sign.</summary>
    public int ReadInt32() => (int)ReadInteger(int.MinValue, int.MaxValue);

    /// <summary>Reads an integer that fits 64 bits with sign.</summary>
    public long ReadInt64() => ReadInteger(long.MinValue, long.MaxValue);

    /// <summary>Reads an integer from 0 to 2^64-1.</summary>
    public ulong ReadUInt64()
    {
        byte code = PeekCode();
        if (code == FormatCode.UInt64)
        {
            ulong value = PeekNumber(8);
            Take(9);
            return value;
        }

        return (ulong)ReadInteger(0, long.MaxValue);
    }

    /// <summary>Reads a number that a 32-bit floating point number holds exactly.</summary>
    public float ReadSingle()
    {
        byte code = PeekCode();
        switch (code)
        {
            case FormatCode.Float32:
                float value = BitConverter.UInt32BitsToSingle((uint)PeekNumber(4));
                Take(5);
                return value;
            case FormatCode.Float64:
                double wide = BitConverter.UInt64BitsToDouble(PeekNumber(8));
                if (!double.IsNaN(wide) && (float)wide != wide)
                {
                    throw Error("Expected a 32-bit floating point number, but found one that needs 64 bits.");
                }

                Take(9);
                return (float)wide;
            default:
                return (float)ReadWholeNumber(24);
        }
    }

    /// <summary>Reads a number that a 64-bit floating point number holds exactly.</summary>
    public double ReadDouble()
    {
        byte code = PeekCode();
        switch (code)
        {
            case FormatCode.Float64:
                double value = BitConverter.UInt64BitsToDouble(PeekNumber(8));
                Take(9);
                return value;
            case FormatCode.Float32:
                float narrow = BitConverter.UInt32BitsToSingle((uint)PeekNumber(4));
                Take(5);
                return narrow;
            default:
                return ReadWholeNumber(53);
        }
    }

    /// <summary>Reads an integer from <paramref name="min"/> to <paramref name="max"/>, in whichever form it was written.</summary>
    public long ReadInteger(long min, long max)
    {
        var unread = Unread;
        if (unread.Length >= EncodedNumber.MaxLength && EncodedNumber.TryRead(unread, out long found) is > 0 and int length && found >= min && found <= max)
        {
            Take(length);
            return found;
        }

        return ReadOtherInteger(min, max);
    }

    // At the end of a message or segment, or none that fits.
    private long ReadOtherInteger(long min, long max)
    {
        byte code = PeekCode();
        long value;
        int size;
        if (code <= FormatCode.MaxPositiveFixInt || code >= FormatCode.MinNegativeFixInt)
        {
            (value, size) = ((sbyte)code, 0);
        }
        else if (code is >= FormatCode.UInt8 and <= FormatCode.Int64)
        {
            size = 1 << (code & 3);
            value = Widen(code, PeekNumber(size), max);
        }
        else
        {
            ThrowUnexpected("an integer", code);
            return 0;
        }

        if (value < min || value > max)
        {
            ThrowOutOfRange(value, min, max);
        }

        Take(size + 1);
        return value;
    }

    private readonly long Widen(byte code, ulong bits, long max) => code switch
    {
        FormatCode.Int8 => (sbyte)bits,
        FormatCode.Int16 => (short)bits,
        FormatCode.Int32 => (int)bits,
        FormatCode.UInt64 when bits > long.MaxValue => throw TooGreat(bits, max),
        _ => (long)bits,
    };

    // Other languages write 1.0 as the integer 1; taken as long as nothing is lost.
    private double ReadWholeNumber(int significantBits)
    {
        byte code = PeekCode();
        if (code is > FormatCode.MaxPositiveFixInt and < FormatCode.UInt8 or > FormatCode.Int64 and < FormatCode.MinNegativeFixInt)
        {
            ThrowUnexpected("a floating point number", code);
        }

        return ReadInteger(-1L << significantBits, 1L << significantBits);
    }

    // Text with values in it is put together apart: its locals would slow down every call of the methods above.
    [DoesNotReturn]
    private readonly void ThrowOutOfRange(long value, long min, long max)
        => throw Error($"Expected an integer from {min} to {max}, but found {value}.");

    private readonly WireFormatException TooGreat(ulong value, long max) => Error($"Expected an integer up to {max}, but found {value}.");
}
