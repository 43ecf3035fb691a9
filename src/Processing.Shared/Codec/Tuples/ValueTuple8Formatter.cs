namespace Processing;

/// <summary>A tuple of more than 7 as an array of 8, the last of which is the tuple of the rest.</summary>
internal sealed class ValueTuple8Formatter<T1, T2, T3, T4, T5, T6, T7, TRest> : IMessageFormatter<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
{
    public void Write(ref MessageWriter writer, ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
    {
        writer.WriteArrayHeader(8);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
        MessageFormatter.Write(ref writer, value.Item5);
        MessageFormatter.Write(ref writer, value.Item6);
        MessageFormatter.Write(ref writer, value.Item7);
        MessageFormatter.Write(ref writer, value.Rest);
    }

    public ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(8, "a tuple");
        return new ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>(
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader),
            MessageFormatter.Read<T5>(ref reader),
            MessageFormatter.Read<T6>(ref reader),
            MessageFormatter.Read<T7>(ref reader),
            MessageFormatter.Read<TRest>(ref reader));
    }
}
