namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class UInt16Formatter : IMessageFormatter<ushort>
{
    public void Write(ref MessageWriter writer, ushort value) => writer.WriteUInt64(value);

    public ushort Read(ref MessageReader reader) => (ushort)reader.ReadInteger(ushort.MinValue, ushort.MaxValue);
}
