namespace Processing;

/// <summary>A pair as an array of two.</summary>
internal sealed class KeyValuePairFormatter<TKey, TValue> : IMessageFormatter<KeyValuePair<TKey, TValue>>
{
    public void Write(ref MessageWriter writer, KeyValuePair<TKey, TValue> value)
    {
        writer.WriteArrayHeader(2);
        MessageFormatter.Write(ref writer, value.Key);
        MessageFormatter.Write(ref writer, value.Value);
    }

    public KeyValuePair<TKey, TValue> Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(2, "a pair");
        return new(MessageFormatter.Read<TKey>(ref reader), MessageFormatter.Read<TValue>(ref reader));
    }
}
