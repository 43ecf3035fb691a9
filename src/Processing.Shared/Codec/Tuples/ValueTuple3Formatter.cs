namespace Processing;

/// <summary>A tuple of 3 as an array of 3.</summary>
internal sealed class ValueTuple3Formatter<T1, T2, T3> : IMessageFormatter<(T1, T2, T3)>
{
    public void Write(ref MessageWriter writer, (T1, T2, T3) value)
    {
        writer.WriteArrayHeader(3);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
    }

    public (T1, T2, T3) Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(3, "a tuple");
        return (
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader));
    }
}
