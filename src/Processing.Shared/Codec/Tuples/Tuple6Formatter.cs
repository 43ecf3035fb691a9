namespace Processing;

/// <summary>A tuple object of 6 as an array of 6; null as nil.</summary>
internal sealed class Tuple6Formatter<T1, T2, T3, T4, T5, T6> : IMessageFormatter<Tuple<T1, T2, T3, T4, T5, T6>?>
{
    public void Write(ref MessageWriter writer, Tuple<T1, T2, T3, T4, T5, T6>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(6);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
        MessageFormatter.Write(ref writer, value.Item5);
        MessageFormatter.Write(ref writer, value.Item6);
    }

    public Tuple<T1, T2, T3, T4, T5, T6>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(6, "a tuple");
        return new Tuple<T1, T2, T3, T4, T5, T6>(
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader),
            MessageFormatter.Read<T5>(ref reader),
            MessageFormatter.Read<T6>(ref reader));
    }
}
