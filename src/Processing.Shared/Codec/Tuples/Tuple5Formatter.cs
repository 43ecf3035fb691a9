namespace Processing;

/// <summary>A tuple object of 5 as an array of 5; null as nil.</summary>
internal sealed class Tuple5Formatter<T1, T2, T3, T4, T5> : IMessageFormatter<Tuple<T1, T2, T3, T4, T5>?>
{
    public void Write(ref MessageWriter writer, Tuple<T1, T2, T3, T4, T5>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(5);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
        MessageFormatter.Write(ref writer, value.Item5);
    }

    public Tuple<T1, T2, T3, T4, T5>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(5, "a tuple");
        return new Tuple<T1, T2, T3, T4, T5>(
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader),
            MessageFormatter.Read<T5>(ref reader));
    }
}
