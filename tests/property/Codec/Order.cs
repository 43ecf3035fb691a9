namespace Processing.PropertyTests.Codec;

/// <summary>A record with constructor parameters, settable members, collections and itself inside.</summary>
public sealed record Order(long Id, string? Name, List<double> Prices, Dictionary<string, int> Counts)
{
    public DateTime When { get; init; }

    public DayOfWeek Day { get; set; }

    public Guid? Key { get; init; }

    public byte[]? Blob { get; init; }

    public (long Id, string? Name) Place { get; set; }

    public Order? Parent { get; init; }
}
