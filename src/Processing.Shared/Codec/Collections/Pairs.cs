namespace Processing;

/// <summary>What the formatters of dictionaries share: the pairs of a map value.</summary>
internal static class Pairs
{
    public static void Write<TKey, TValue>(ref MessageWriter writer, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        if (!pairs.TryGetNonEnumeratedCount(out int count))
        {
            pairs = new List<KeyValuePair<TKey, TValue>>(pairs);
            count = ((List<KeyValuePair<TKey, TValue>>)pairs).Count;
        }

        writer.WriteMapHeader(count);
        int written = 0;
        foreach (var (key, value) in pairs)
        {
            MessageFormatter.Write(ref writer, key);
            MessageFormatter.Write(ref writer, value);
            written++;
        }

        if (written != count)
        {
            throw new MessageSerializationException(
                $"A dictionary said it had {count} pairs, but yielded {written}; it must not change while it is sent.");
        }
    }

    public static void Read<TKey, TValue>(ref MessageReader reader, int count, IDictionary<TKey, TValue> target)
        where TKey : notnull
    {
        for (int i = 0; i < count; i++)
        {
            var key = MessageFormatter.Read<TKey>(ref reader);
            if (key is null)
            {
                throw reader.Error("The message has a pair without a key.");
            }

            if (target.ContainsKey(key))
            {
                throw reader.Error("The message names a key twice.");
            }

            target.Add(key, MessageFormatter.Read<TValue>(ref reader));
        }
    }
}
