namespace Processing.Bench;

/// <summary>What a program showed over all counted rounds.</summary>
internal sealed record Summary(double Min, double Median, double Max)
{
    public static Summary Of(IReadOnlyList<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(sorted[0], median, sorted[^1]);
    }
}
