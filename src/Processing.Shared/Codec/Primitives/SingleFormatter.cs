namespace Processing;

/// <summary>32-bit floating point numbers, bit for bit.</summary>
internal sealed class SingleFormatter : IMessageFormatter<float>
{
    public void Write(ref MessageWriter writer, float value) => writer.WriteSingle(value);

    public float Read(ref MessageReader reader) => reader.ReadSingle();
}
