namespace Processing;

/// <summary>Indexes as integers: from the start as they are, from the end as -1 for ^0, -2 for ^1 and so on.</summary>
internal sealed class IndexFormatter : IMessageFormatter<Index>
{
    public void Write(ref MessageWriter writer, Index value) => writer.WriteInt64(value.IsFromEnd ? ~value.Value : value.Value);

    public Index Read(ref MessageReader reader) => ReadIndex(ref reader);

    internal static Index ReadIndex(ref MessageReader reader)
    {
        int value = reader.ReadInt32();
        return value < 0 ? new Index(~value, fromEnd: true) : new Index(value);
    }
}
