namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class ByteFormatter : IMessageFormatter<byte>
{
    public void Write(ref MessageWriter writer, byte value) => writer.WriteUInt64(value);

    public byte Read(ref MessageReader reader) => (byte)reader.ReadInteger(byte.MinValue, byte.MaxValue);
}
