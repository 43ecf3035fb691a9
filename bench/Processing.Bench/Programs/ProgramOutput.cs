namespace Processing.Bench;

/// <summary>The one line a measured program prints.</summary>
internal sealed record ProgramOutput(double? Value);
