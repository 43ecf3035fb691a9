namespace Processing;

/// <summary>Ranges as an array of two indexes.</summary>
internal sealed class RangeFormatter : IMessageFormatter<Range>
{
    public void Write(ref MessageWriter writer, Range value)
    {
        writer.WriteArrayHeader(2);
        MessageFormatter.Write(ref writer, value.Start);
        MessageFormatter.Write(ref writer, value.End);
    }

    public Range Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(2, "a range");
        return new Range(IndexFormatter.ReadIndex(ref reader), IndexFormatter.ReadIndex(ref reader));
    }
}
