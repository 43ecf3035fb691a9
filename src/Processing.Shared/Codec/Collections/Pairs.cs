using System.Runtime.InteropServices;

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

        var keys = FormatterCache<TKey>.Formatter;
        var values = FormatterCache<TValue>.Formatter;
        writer.WriteMapHeader(count);
        writer.Enter();
        int written = 0;
        foreach (var (key, value) in pairs)
        {
            keys.Write(ref writer, key);
            values.Write(ref writer, value);
            written++;
        }

        writer.Leave();
        ThrowUnlessAll(written, count);
    }

    /// <summary>Writes a dictionary without an enumerator behind an interface, which would cost more than the pairs do.</summary>
    public static void Write<TKey, TValue>(ref MessageWriter writer, Dictionary<TKey, TValue> pairs)
        where TKey : notnull
    {
        var keys = FormatterCache<TKey>.Formatter;
        var values = FormatterCache<TValue>.Formatter;
        int count = pairs.Count;
        writer.WriteMapHeader(count);
        writer.Enter();
        int written = 0;
        foreach (var (key, value) in pairs)
        {
            keys.Write(ref writer, key);
            values.Write(ref writer, value);
            written++;
        }

        writer.Leave();
        ThrowUnlessAll(written, count);
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

    /// <summary>Reads into a dictionary that hashes each key once.</summary>
    public static void Read<TKey, TValue>(ref MessageReader reader, int count, Dictionary<TKey, TValue> target)
        where TKey : notnull
    {
        var keys = FormatterCache<TKey>.Formatter;
        var values = FormatterCache<TValue>.Formatter;
        reader.Enter();
        for (int i = 0; i < count; i++)
        {
            var key = keys.Read(ref reader);
            if (key is null)
            {
                throw reader.Error("The message has a pair without a key.");
            }

            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(target, key, out bool isTwice);
            if (isTwice)
            {
                throw reader.Error("The message names a key twice.");
            }

            // Reading a value cannot reach the dictionary, so its place stays where it is.
            place = values.Read(ref reader);
        }

        reader.Leave();
    }

    private static void ThrowUnlessAll(int written, int count)
    {
        if (written != count)
        {
            throw new MessageSerializationException(
                $"A dictionary said it had {count} pairs, but yielded {written}; it must not change while it is sent.");
        }
    }
}
