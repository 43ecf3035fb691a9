namespace Processing;

/// <summary>A tuple object of 3 as an array of 3; null as nil.</summary>
internal sealed class Tuple3Formatter<T1, T2, T3> : IMessageFormatter<Tuple<T1, T2, T3>?>
{
    public void Write(ref MessageWriter writer, Tuple<T1, T2, T3>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(3);
        MessageFormatter.Write(ref writer, value.Item1);
        MessageFormatter.Write(ref writer, value.Item2);
        MessageFormatter.Write(ref writer, value.Item3);
    }

    public Tuple<T1, T2, T3>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(3, "a tuple");
        return new Tuple<T1, T2, T3>(
            MessageFormatter.Read<T1>(ref reader),
            MessageFormatter.Read<T2>(ref reader),
            MessageFormatter.Read<T3>(ref reader));
    }
}
