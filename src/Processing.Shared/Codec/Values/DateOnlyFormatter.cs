namespace Processing;

/// <summary>Days as their number since 1 January of the year 1.</summary>
internal sealed class DateOnlyFormatter : IMessageFormatter<DateOnly>
{
    public void Write(ref MessageWriter writer, DateOnly value) => writer.WriteInt64(value.DayNumber);

    public DateOnly Read(ref MessageReader reader) => DateOnly.FromDayNumber((int)reader.ReadInteger(0, DateOnly.MaxValue.DayNumber));
}
