namespace Processing;

/// <summary>A tuple of 7 as an array of 7.</summary>
internal sealed class ValueTuple7Formatter<T1, T2, T3, T4, T5, T6, T7> : IMessageFormatter<(T1, T2, T3, T4, T5, T6, T7)>
{
    public void Write(ref MessageWriter writer, (T1, T2, T3, T4, T5, T6, T7) value)
    {
        writer.WriteArrayHeader(7);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
        MessageFormatter.Write(ref writer, value.Item5);
        MessageFormatter.Write(ref writer, value.Item6);
        MessageFormatter.Write(ref writer, value.Item7);
    }

    public (T1, T2, T3, T4, T5, T6, T7) Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(7, "a tuple");
        return (
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader),
            MessageFormatter.Read<T5>(ref reader),
            MessageFormatter.Read<T6>(ref reader),
            MessageFormatter.Read<T7>(ref reader));
    }
}
