namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class SByteFormatter : IMessageFormatter<sbyte>
{
    public void Write(ref MessageWriter writer, sbyte value) => writer.WriteInt64(value);

    public sbyte Read(ref MessageReader reader) => (sbyte)reader.ReadInteger(sbyte.MinValue, sbyte.MaxValue);
}
