namespace Processing;

/// <summary>A tuple object of 1 as an array of 1; null as nil.</summary>
internal sealed class Tuple1Formatter<T1> : IMessageFormatter<Tuple<T1>?>
{
    public void Write(ref MessageWriter writer, Tuple<T1>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(1);
        MessageFormatter.Write(ref writer, value.Item1);
    }

    public Tuple<T1>? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(1, "a tuple");
        return new Tuple<T1>(
            MessageFormatter.Read<T1>(ref reader));
    }
}
