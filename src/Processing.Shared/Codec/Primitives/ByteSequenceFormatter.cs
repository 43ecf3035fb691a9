using System.Buffers;

namespace Processing;

/// <summary>Bytes in segments as binary data, which arrive in one segment; an empty sequence where nil stands.</summary>
internal sealed class ByteSequenceFormatter : IMessageFormatter<ReadOnlySequence<byte>>
{
    public void Write(ref MessageWriter writer, ReadOnlySequence<byte> value)
    {
        if (value.Length > Array.MaxLength)
        {
            throw new MessageSerializationException($"A sequence of {value.Length} bytes cannot be one value; {Array.MaxLength} is the most.");
        }

        writer.WriteBinaryHeader((int)value.Length);
        foreach (var segment in value)
        {
            writer.WriteRaw(segment.Span);
        }
    }

    public ReadOnlySequence<byte> Read(ref MessageReader reader) => reader.ReadBinary() is { } data ? new(data) : default;
}
