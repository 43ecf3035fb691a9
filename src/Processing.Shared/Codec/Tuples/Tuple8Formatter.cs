namespace Processing;

/// <summary>A tuple object of more than 7 as an array of 8, the last of which is the tuple of the rest; null as nil.</summary>
internal sealed class Tuple8Formatter<T1, T2, T3, T4, T5, T6, T7, TRest> : IMessageFormatter<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>?>
    where TRest : notnull
{
    public void Write(ref MessageWriter writer, Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

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

    public Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(8, "a tuple");
        return new Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>(
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
