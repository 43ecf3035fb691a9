namespace Processing;

/// <summary>Bytes as binary data; a segment without an array behind it as nil.</summary>
internal sealed class ByteArraySegmentFormatter : IMessageFormatter<ArraySegment<byte>>
{
    public void Write(ref MessageWriter writer, ArraySegment<byte> value)
    {
        if (value.Array is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteBinary(value);
    }

    public ArraySegment<byte> Read(ref MessageReader reader) => reader.ReadBinary() is { } data ? new(data) : default;
}
