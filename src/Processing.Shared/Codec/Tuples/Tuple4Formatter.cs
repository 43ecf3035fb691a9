namespace Processing;

/// <summary>A tuple object of 4 as an array of 4; null as nil.</summary>
internal sealed class Tuple4Formatter<T1, T2, T3, T4> : IMessageFormatter<Tuple<T1, T2, T3, T4>?>
{
    public void Write(ref MessageWriter writer, Tuple<T1, T2, T3, T4>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(4);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
        MessageFormatter.Write(ref writer, value.Item4);
    }

    public Tuple<T1, T2, T3, T4>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(4, "a tuple");
        return new Tuple<T1, T2, T3, T4>(
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader),
            MessageFormatter.Read<T4>(ref reader));
    }
}
