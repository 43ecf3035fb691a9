namespace Processing;

/// <summary>Bytes as binary data; null as nil.</summary>
internal sealed class ByteArrayFormatter : IMessageFormatter<byte[]?>
{
    public void Write(ref MessageWriter writer, byte[]? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteBinary(value);
    }

    public byte[]? Read(ref MessageReader reader) => reader.ReadBinary();
}
