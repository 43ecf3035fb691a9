namespace Processing;

/// <summary>A tuple of 6 as an array of 6.</summary>
internal sealed class ValueTuple6Formatter<T1, T2, T3, T4, T5, T6> : IMessageFormatter<(T1, T2, T3, T4, T5, T6)>
{
    public void Write(ref MessageWriter writer, (T1, T2, T3, T4, T5, T6) value)
    {
        writer.WriteArrayHeader(6);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
        MessageFormatter.Write(ref writer, value.Item5);
        MessageFormatter.Write(ref writer, value.Item6);
    }

    public (T1, T2, T3, T4, T5, T6) Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(6, "a tuple");
        return (
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader),
            MessageFormatter.Read<T5>(ref reader),
            MessageFormatter.Read<T6>(ref reader));
    }
}
