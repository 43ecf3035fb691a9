namespace Processing;

/// <summary>Sets as arrays; null as nil. What arrives is a <see cref="HashSet{T}"/> that withstands chosen elements.</summary>
internal sealed class HashSetFormatter<TSet, T> : IMessageFormatter<TSet?>
    where TSet : class, IEnumerable<T>
{
    public void Write(ref MessageWriter writer, TSet? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, (IEnumerable<T>)value);
    }

    public TSet? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        int count = reader.ReadArrayHeader();
        var comparer = KeyComparer.Create<T>();
        int reserved = reader.Reserve<(int, int, T)>(count);
        var set = new HashSet<T>(reserved, comparer);
        for (int i = 0; i < count; i++)
        {
            if (!set.Add(MessageFormatter.Read<T>(ref reader)))
            {
                throw reader.Error("The message names an element of a set twice.");
            }
        }

        reader.Release<(int, int, T)>(reserved);
        (comparer as GuardedKeyComparer<T>)?.StopWatching();
        return (TSet)(object)set;
    }
}
