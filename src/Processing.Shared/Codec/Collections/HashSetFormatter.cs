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
        var set = new HashSet<T>(Elements.Capacity<(int, int, T)>(count, reader.Remaining), comparer);
        for (int i = 0; i < count; i++)
        {
            if (!set.Add(MessageFormatter.Read<T>(ref reader)))
            {
                throw reader.Error("The message names an element of a set twice.");
            }
        }

        (comparer as GuardedKeyComparer<T>)?.StopWatching();
        return (TSet)(object)set;
    }
}
