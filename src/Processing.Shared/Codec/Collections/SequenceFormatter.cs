namespace Processing;

/// <summary>The interfaces that a list implements, as arrays; what arrives is a list. Null as nil.</summary>
internal sealed class SequenceFormatter<TSequence, T> : IMessageFormatter<TSequence?>
    where TSequence : class, IEnumerable<T>
{
    public void Write(ref MessageWriter writer, TSequence? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, (IEnumerable<T>)value);
    }

    public TSequence? Read(ref MessageReader reader)
        => reader.TryReadNil() ? null : (TSequence)(object)Elements.ReadList<T>(ref reader);
}
