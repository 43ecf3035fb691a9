using System.Buffers.Binary;

namespace Processing;

public ref partial struct MessageWriter
{
    /// <summary>Writes a signed integer.</summary>
    public void WriteInt64(long value)
    {
        if (value >= 0)
        {
            WriteUInt64((ulong)value);
            return;
        }

        var span = Reserve(9);
        switch (value)
        {
            case >= -32:
                span[0] = (byte)value;
                _buffered += 1;
                break;
            case >= sbyte.MinValue:
                span[0] = FormatCode.Int8;
                span[1] = (byte)value;
                _buffered += 2;
                break;
            case >= short.MinValue:
                span[0] = FormatCode.Int16;
                BinaryPrimitives.WriteInt16BigEndian(span[1..], (short)value);
                _buffered += 3;
                break;
            case >= int.MinValue:
                span[0] = FormatCode.Int32;
                BinaryPrimitives.WriteInt32BigEndian(span[1..], (int)value);
                _buffered += 5;
                break;
            default:
                span[0] = FormatCode.Int64;
                BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
                _buffered += 9;
                break;
        }
    }

    /// <summary>Writes an unsigned integer.</summary>
    public void WriteUInt64(ulong value)
    {
        var span = Reserve(9);
        switch (value)
        {
            case <= FormatCode.MaxPositiveFixInt:
                span[0] = (byte)value;
                _buffered += 1;
                break;
            case <= byte.MaxValue:
                span[0] = FormatCode.UInt8;
                span[1] = (byte)value;
                _buffered += 2;
                break;
            case <= ushort.MaxValue:
                span[0] = FormatCode.UInt16;
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)value);
                _buffered += 3;
                break;
            case <= uint.MaxValue:
                span[0] = FormatCode.UInt32;
                BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)value);
                _buffered += 5;
                break;
            default:
                span[0] = FormatCode.UInt64;
                BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
                _buffered += 9;
                break;
        }
    }

    /// <summary>Writes a 32-bit floating point number.</summary>
    public void WriteSingle(float value)
    {
        var span = Reserve(5);
        span[0] = FormatCode.Float32;
        BinaryPrimitives.WriteSingleBigEndian(span[1..], value);
        _buffered += 5;
    }

    /// <summary>Writes a 64-bit floating point number.</summary>
    public void WriteDouble(double value)
    {
        var span = Reserve(9);
        span[0] = FormatCode.Float64;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        _buffered += 9;
    }
}
