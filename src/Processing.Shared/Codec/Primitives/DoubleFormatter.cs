namespace Processing;

/// <summary>64-bit floating point numbers, bit for bit.</summary>
internal sealed class DoubleFormatter : IMessageFormatter<double>
{
    public void Write(ref MessageWriter writer, double value) => writer.WriteDouble(value);

    public double Read(ref MessageReader reader) => reader.ReadDouble();
}
