using System.Buffers.Binary;

namespace Processing;

/// <summary>Integers of 128 bits as 16 bytes of binary data, highest byte first.</summary>
internal sealed class UInt128Formatter : IMessageFormatter<UInt128>
{
    private const int Size = 16;

    public void Write(ref MessageWriter writer, UInt128 value)
    {
        Span<byte> data = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(data, value);
        writer.WriteBinary(data);
    }

    public UInt128 Read(ref MessageReader reader)
    {
        Span<byte> data = stackalloc byte[Size];
        reader.ReadBinaryInto(data);
        return BinaryPrimitives.ReadUInt128BigEndian(data);
    }
}
