namespace Processing;

/// <summary>Collections that are made of an array, as arrays in their own order; null as nil.</summary>
internal sealed class ConvertedSequenceFormatter<TCollection, T, TConversion> : IMessageFormatter<TCollection?>
    where TCollection : class, IEnumerable<T>
    where TConversion : IConversion<T[], TCollection>
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

    public TCollection? Read(ref MessageReader reader) => reader.TryReadNil() ? null : TConversion.Convert(Elements.ReadArray<T>(ref reader));
}
