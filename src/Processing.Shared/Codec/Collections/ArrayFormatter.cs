namespace Processing;

/// <summary>Arrays with one dimension; null as nil.</summary>
internal sealed class ArrayFormatter<T> : IMessageFormatter<T[]?>
{
    public void Write(ref MessageWriter writer, T[]? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, new ReadOnlySpan<T>(value));
    }

    public T[]? Read(ref MessageReader reader) => reader.TryReadNil() ? null : Elements.ReadArray<T>(ref reader);
}
