namespace Processing.Bench.Rows;

/// <summary>The program of each row.</summary>
internal static class RowPrograms
{
    public static IReadOnlyDictionary<string, Func<double>> All { get; } = new Dictionary<string, Func<double>>
    {
        ["lock.uncontended"] = UncontendedLock.NanosecondsPerAcquireAndRelease,
    };
}
