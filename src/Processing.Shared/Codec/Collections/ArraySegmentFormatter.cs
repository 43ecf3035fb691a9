namespace Processing;

/// <summary>Stretches of an array as arrays; one without an array behind it as nil.</summary>
internal sealed class ArraySegmentFormatter<T> : IMessageFormatter<ArraySegment<T>>
{
    public void Write(ref MessageWriter writer, ArraySegment<T> value)
    {
        if (value.Array is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write<T>(ref writer, value.AsSpan());
    }

    public ArraySegment<T> Read(ref MessageReader reader) => reader.TryReadNil() ? default : new(Elements.ReadArray<T>(ref reader));
}
