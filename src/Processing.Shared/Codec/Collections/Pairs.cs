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
        int count = pairs.Count;
        writer.WriteMapHeader(count);
        writer.Enter();
        int written = AreKeysPlainText<TKey>()
            ? TextPairs.Write(ref writer, (Dictionary<string, TValue>)(object)pairs)
            : WriteEach(ref writer, pairs);
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
                throw NoKey(ref reader);
            }

            if (target.ContainsKey(key))
            {
                throw KeyTwice(ref reader);
            }

            target.Add(key, MessageFormatter.Read<TValue>(ref reader));
        }
    }

    /// <summary>Reads into a dictionary that hashes each key once.</summary>
    public static void Read<TKey, TValue>(ref MessageReader reader, int count, Dictionary<TKey, TValue> target)
        where TKey : notnull
    {
        reader.Enter();
        if (AreKeysPlainText<TKey>())
        {
            TextPairs.Read(ref reader, count, (Dictionary<string, TValue>)(object)target);
        }
        else
        {
            ReadEach(ref reader, count, target);
        }

        reader.Leave();
    }

    public static WireFormatException NoKey(ref MessageReader reader) => reader.Error("The message has a pair without a key.");

    public static WireFormatException KeyTwice(ref MessageReader reader) => reader.Error("The message names a key twice.");

    // Someone may have registered another formatter for strings.
    private static bool AreKeysPlainText<TKey>() => typeof(TKey) == typeof(string) && FormatterCache<string>.Formatter is StringFormatter;

    private static int WriteEach<TKey, TValue>(ref MessageWriter writer, Dictionary<TKey, TValue> pairs)
        where TKey : notnull
    {
        var keys = FormatterCache<TKey>.Formatter;
        var values = FormatterCache<TValue>.Formatter;
        int written = 0;
        foreach (var (key, value) in pairs)
        {
            keys.Write(ref writer, key);
            values.Write(ref writer, value);
            written++;
        }

        return written;
    }

    private static void ReadEach<TKey, TValue>(ref MessageReader reader, int count, Dictionary<TKey, TValue> target)
        where TKey : notnull
    {
        var keys = FormatterCache<TKey>.Formatter;
        var values = FormatterCache<TValue>.Formatter;
        for (int i = 0; i < count; i++)
        {
            var key = keys.Read(ref reader);
            if (key is null)
            {
                throw NoKey(ref reader);
            }

            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(target, key, out bool isTwice);
            if (isTwice)
            {
                throw KeyTwice(ref reader);
            }

            // Reading a value cannot reach the dictionary, so its place stays where it is.
            place = values.Read(ref reader);
        }
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
