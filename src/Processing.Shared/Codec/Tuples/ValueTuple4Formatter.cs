namespace Processing;

/// <summary>A tuple of 4 as an array of 4.</summary>
internal sealed class ValueTuple4Formatter<T1, T2, T3, T4> : IMessageFormatter<(T1, T2, T3, T4)>
{
    public void Write(ref MessageWriter writer, (T1, T2, T3, T4) value)
    {
        writer.WriteArrayHeader(4);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
    }

    public (T1, T2, T3, T4) Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(4, "a tuple");
        return (
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader));
    }
}
