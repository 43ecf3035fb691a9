namespace Processing;

/// <summary>A tuple of 5 as an array of 5.</summary>
internal sealed class ValueTuple5Formatter<T1, T2, T3, T4, T5> : IMessageFormatter<(T1, T2, T3, T4, T5)>
{
    public void Write(ref MessageWriter writer, (T1, T2, T3, T4, T5) value)
    {
        writer.WriteArrayHeader(5);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
        MessageFormatter.Write(ref writer, value.Item5);
    }

    public (T1, T2, T3, T4, T5) Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(5, "a tuple");
        return (
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader),
            MessageFormatter.Read<T5>(ref reader));
    }
}
