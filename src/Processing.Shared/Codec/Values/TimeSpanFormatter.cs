namespace Processing;

/// <summary>Lengths of time as their number of ticks of 100 ns.</summary>
internal sealed class TimeSpanFormatter : IMessageFormatter<TimeSpan>
{
    public void Write(ref MessageWriter writer, TimeSpan value) => writer.WriteInt64(value.Ticks);

    public TimeSpan Read(ref MessageReader reader) => new(reader.ReadInt64());
}
