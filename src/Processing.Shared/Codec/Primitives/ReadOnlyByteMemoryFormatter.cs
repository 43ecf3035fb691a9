namespace Processing;

/// <summary>Bytes as binary data; an empty memory where nil stands.</summary>
internal sealed class ReadOnlyByteMemoryFormatter : IMessageFormatter<ReadOnlyMemory<byte>>
{
    public void Write(ref MessageWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBinary(value.Span);

    public ReadOnlyMemory<byte> Read(ref MessageReader reader) => reader.ReadBinary();
}
