namespace Processing.Bench;

/// <summary>How a tool ended and what it said.</summary>
internal sealed record ToolOutput(bool Succeeded, string Text);
