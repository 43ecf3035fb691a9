namespace Processing;

/// <summary>Integers in their shortest form.</summary>
internal sealed class Int32Formatter : IMessageFormatter<int>
{
    public void Write(ref MessageWriter writer, int value) => writer.WriteInt64(value);

    public int Read(ref MessageReader reader) => (int)reader.ReadInteger(int.MinValue, int.MaxValue);
}
