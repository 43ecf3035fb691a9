namespace Processing;

/// <summary>A tuple of 1 as an array of 1.</summary>
internal sealed class ValueTuple1Formatter<T1> : IMessageFormatter<ValueTuple<T1>>
{
    public void Write(ref MessageWriter writer, ValueTuple<T1> value)
    {
        writer.WriteArrayHeader(1);
        MessageFormatter.Write(ref writer, value.Item1);
    }

    public ValueTuple<T1> Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(1, "a tuple");
        return new ValueTuple<T1>(MessageFormatter.Read<T1>(ref reader));
    }
}
