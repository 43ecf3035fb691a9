namespace Processing;

/// <summary>Times of day as ticks of 100 ns since midnight.</summary>
internal sealed class TimeOnlyFormatter : IMessageFormatter<TimeOnly>
{
    public void Write(ref MessageWriter writer, TimeOnly value) => writer.WriteInt64(value.Ticks);

    public TimeOnly Read(ref MessageReader reader) => new(reader.ReadInteger(0, TimeOnly.MaxValue.Ticks));
}
