namespace Processing;

/// <summary>The parent asked this process to stop.</summary>
public sealed class ProcessStoppedException : OperationCanceledException
{
    /// <summary>Creates the error.</summary>
    /// <param name="processName">Name of the process that was asked to stop.</param>
    /// <param name="stopToken">The token that carried the request.</param>
    public ProcessStoppedException(string processName, CancellationToken stopToken)
        : base($"{processName} was asked to stop.", stopToken)
    {
    }
}
