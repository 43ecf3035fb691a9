namespace Processing.Bench;

/// <summary>What the command line asked for.</summary>
internal sealed record BenchOptions(string Filter, int Rounds, FileInfo? Json, string? Python, string? Pin);
