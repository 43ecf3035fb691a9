namespace Processing;

/// <summary>Collections that are built empty and filled, as arrays in their own order; null as nil.</summary>
internal sealed class CollectionFormatter<TCollection, T> : IMessageFormatter<TCollection?>
    where TCollection : class, ICollection<T>, new()
{
    public void Write(ref MessageWriter writer, TCollection? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, (IEnumerable<T>)value);
    }

    public TCollection? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        var collection = new TCollection();
        int count = reader.ReadArrayHeader();
        for (int i = 0; i < count; i++)
        {
            collection.Add(MessageFormatter.Read<T>(ref reader));
        }

        return collection;
    }
}
