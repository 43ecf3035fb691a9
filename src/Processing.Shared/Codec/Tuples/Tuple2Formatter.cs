namespace Processing;

/// <summary>A tuple object of 2 as an array of 2; null as nil.</summary>
internal sealed class Tuple2Formatter<T1, T2> : IMessageFormatter<Tuple<T1, T2>?>
{
    public void Write(ref MessageWriter writer, Tuple<T1, T2>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(2);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
    }

    public Tuple<T1, T2>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(2, "a tuple");
        return new Tuple<T1, T2>(
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader));
    }
}
