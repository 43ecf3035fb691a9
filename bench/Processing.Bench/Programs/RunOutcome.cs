namespace Processing.Bench;

/// <summary>One run of one program: its figure, or why there is none.</summary>
internal sealed record RunOutcome(double Value, string? Failure)
{
    public static RunOutcome Of(double value) => new(value, null);

    public static RunOutcome Failed(string reason) => new(double.NaN, reason);
}
