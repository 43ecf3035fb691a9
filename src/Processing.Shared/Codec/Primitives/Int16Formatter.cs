namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class Int16Formatter : IMessageFormatter<short>
{
    public void Write(ref MessageWriter writer, short value) => writer.WriteInt64(value);

    public short Read(ref MessageReader reader) => (short)reader.ReadInteger(short.MinValue, short.MaxValue);
}
