namespace Processing;

/// <summary>Dictionaries that keep their keys sorted, as maps; null as nil.</summary>
internal sealed class SortedMapFormatter<TDictionary, TKey, TValue> : IMessageFormatter<TDictionary?>
    where TDictionary : class, IDictionary<TKey, TValue>, new()
    where TKey : notnull
{
    public void Write(ref MessageWriter writer, TDictionary? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Pairs.Write<TKey, TValue>(ref writer, value);
    }

    public TDictionary? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        var dictionary = new TDictionary();
        Pairs.Read(ref reader, reader.ReadMapHeader(), dictionary);
        return dictionary;
    }
}
