using System.Buffers.Binary;

namespace Processing;

/// <summary>Integers of 128 bits as 16 bytes of binary data, highest byte first.</summary>
internal sealed class Int128Formatter : IMessageFormatter<Int128>
{
    private const int Size = 16;

    public void Write(ref MessageWriter writer, Int128 value)
    {
        Span<byte> data = stackalloc byte[Size];
        BinaryPrimitives.WriteInt128BigEndian(data, value);
        writer.WriteBinary(data);
    }

    public Int128 Read(ref MessageReader reader)
    {
        Span<byte> data = stackalloc byte[Size];
        reader.ReadBinaryInto(data);
        return BinaryPrimitives.ReadInt128BigEndian(data);
    }
}
