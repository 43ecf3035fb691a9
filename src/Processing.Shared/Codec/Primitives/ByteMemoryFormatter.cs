namespace Processing;

/// <summary>Bytes as binary data; an empty memory where nil stands.</summary>
internal sealed class ByteMemoryFormatter : IMessageFormatter<Memory<byte>>
{
    public void Write(ref MessageWriter writer, Memory<byte> value) => writer.WriteBinary(value.Span);

    public Memory<byte> Read(ref MessageReader reader) => reader.ReadBinary();
}
