namespace Processing.Bench;

/// <summary>How a contender's program for one row is started.</summary>
internal sealed record ProgramCommand(string File, params IReadOnlyList<string> Arguments);
