namespace Processing;

/// <summary>A tuple of 2 as an array of 2.</summary>
internal sealed class ValueTuple2Formatter<T1, T2> : IMessageFormatter<(T1, T2)>
{
    public void Write(ref MessageWriter writer, (T1, T2) value)
    {
        writer.WriteArrayHeader(2);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
    }

    public (T1, T2) Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(2, "a tuple");
        return (
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader));
    }
}
