namespace Processing;

/// <summary>Dictionaries that are made of another one, as maps; null as nil.</summary>
internal sealed class ConvertedMapFormatter<TMap, TKey, TValue, TConversion> : IMessageFormatter<TMap?>
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TConversion : IConversion<Dictionary<TKey, TValue>, TMap>
{
    private readonly DictionaryFormatter<Dictionary<TKey, TValue>, TKey, TValue> _source = new();

    public void Write(ref MessageWriter writer, TMap? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Pairs.Write<TKey, TValue>(ref writer, value);
    }

    public TMap? Read(ref MessageReader reader) => _source.Read(ref reader) is { } source ? TConversion.Convert(source) : null;
}
