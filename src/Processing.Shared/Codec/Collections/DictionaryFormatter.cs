namespace Processing;

/// <summary>Dictionaries as maps; null as nil. What arrives is a <see cref="Dictionary{TKey, TValue}"/> that withstands chosen keys.</summary>
internal sealed class DictionaryFormatter<TDictionary, TKey, TValue> : IMessageFormatter<TDictionary?>
    where TDictionary : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    public void Write(ref MessageWriter writer, TDictionary? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        if (value.GetType() == typeof(Dictionary<TKey, TValue>))
        {
            Pairs.Write(ref writer, (Dictionary<TKey, TValue>)(object)value);
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

        int count = reader.ReadMapHeader();
        var comparer = KeyComparer.Create<TKey>();
        int reserved = reader.Reserve<(int, int, TKey, TValue)>(count);
        var dictionary = new Dictionary<TKey, TValue>(reserved, comparer);
        Pairs.Read(ref reader, count, dictionary);
        reader.Release<(int, int, TKey, TValue)>(reserved);
        (comparer as GuardedKeyComparer<TKey>)?.StopWatching();
        return (TDictionary)(object)dictionary;
    }
}
