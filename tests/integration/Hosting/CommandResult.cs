namespace Processing.IntegrationTests;

/// <summary>What a command printed, and how it ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, for the message of a failed test.</summary>
    public string Everything => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
