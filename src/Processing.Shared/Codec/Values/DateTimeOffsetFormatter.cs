namespace Processing;

/// <summary>A local time with its offset: an array of the clock time, written as if it were UTC, and the offset in minutes.</summary>
internal sealed class DateTimeOffsetFormatter : IMessageFormatter<DateTimeOffset>
{
    private const long MaxOffsetMinutes = 14 * 60;

    public void Write(ref MessageWriter writer, DateTimeOffset value)
    {
        writer.WriteArrayHeader(2);
        DateTimeFormatter.WriteTimestamp(ref writer, value.Ticks);
        writer.WriteInt64(value.Offset.Ticks / TimeSpan.TicksPerMinute);
    }

    public DateTimeOffset Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(2, "a time with its offset");
        long ticks = DateTimeFormatter.ReadTimestamp(ref reader);
        var offset = TimeSpan.FromTicks(reader.ReadInteger(-MaxOffsetMinutes, MaxOffsetMinutes) * TimeSpan.TicksPerMinute);
        long utcTicks = ticks - offset.Ticks;
        return utcTicks >= DateTime.MinValue.Ticks && utcTicks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, offset)
            : throw reader.Error("Expected a time with its offset, but found one outside the years 1 to 9999.");
    }
}
