using System.Runtime.InteropServices;

namespace Processing;

public ref partial struct MessageWriter
{
    /// <summary>Writes a signed integer.</summary>
    public void WriteInt64(long value)
    {
        int length = EncodedNumber.Write(ref MemoryMarshal.GetReference(Reserve(EncodedNumber.MaxLength)), value);
        _buffered += length; // not in one statement: making room may change it; likewise below
    }

    /// <summary>Writes an unsigned integer.</summary>
    public void WriteUInt64(ulong value)
    {
        int length = EncodedNumber.Write(ref MemoryMarshal.GetReference(Reserve(EncodedNumber.MaxLength)), value);
        _buffered += length;
    }

    /// <summary>Writes a 32-bit floating point number.</summary>
    public void WriteSingle(float value)
    {
        int length = EncodedNumber.Write(ref MemoryMarshal.GetReference(Reserve(EncodedNumber.MaxLength)), value);
        _buffered += length;
    }

    /// <summary>Writes a 64-bit floating point number.</summary>
    public void WriteDouble(double value)
    {
        int length = EncodedNumber.Write(ref MemoryMarshal.GetReference(Reserve(EncodedNumber.MaxLength)), value);
        _buffered += length;
    }
}
