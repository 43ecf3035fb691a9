namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class Int64Formatter : IMessageFormatter<long>
{
    public void Write(ref MessageWriter writer, long value) => writer.WriteInt64(value);

    public long Read(ref MessageReader reader) => reader.ReadInt64();
}
