namespace Processing;

/// <summary>Sets that are made of another set, as arrays; null as nil.</summary>
internal sealed class ConvertedSetFormatter<TSet, T, TConversion> : IMessageFormatter<TSet?>
    where TSet : class, IEnumerable<T>
    where TConversion : IConversion<HashSet<T>, TSet>
{
    private readonly HashSetFormatter<HashSet<T>, T> _source = new();

    public void Write(ref MessageWriter writer, TSet? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, (IEnumerable<T>)value);
    }

    public TSet? Read(ref MessageReader reader) => _source.Read(ref reader) is { } source ? TConversion.Convert(source) : null;
}
