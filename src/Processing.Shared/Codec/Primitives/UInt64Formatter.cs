namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class UInt64Formatter : IMessageFormatter<ulong>
{
    public void Write(ref MessageWriter writer, ulong value) => writer.WriteUInt64(value);

    public ulong Read(ref MessageReader reader) => reader.ReadUInt64();
}
