namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class UInt32Formatter : IMessageFormatter<uint>
{
    public void Write(ref MessageWriter writer, uint value) => writer.WriteUInt64(value);

    public uint Read(ref MessageReader reader) => (uint)reader.ReadInteger(uint.MinValue, uint.MaxValue);
}
