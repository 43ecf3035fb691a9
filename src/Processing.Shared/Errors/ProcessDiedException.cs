namespace Processing;

/// <summary>A child process ended without giving its result.</summary>
public class ProcessDiedException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">Which process, while doing what, and how it ended.</param>
    /// <param name="processId">Its process id.</param>
    /// <param name="exitCode">Its exit code; -N when signal N ended it; null when the status was taken by someone else.</param>
    public ProcessDiedException(string message, int processId, int? exitCode)
        : base(message)
    {
        ProcessId = processId;
        ExitCode = exitCode;
    }

    /// <summary>Creates the error, with what led to the end.</summary>
    internal ProcessDiedException(string message, int processId, int? exitCode, Exception? innerException)
        : base(message, innerException)
    {
        ProcessId = processId;
        ExitCode = exitCode;
    }

    /// <summary>The id the process had.</summary>
    public int ProcessId { get; }

    /// <summary>How it ended: its exit code, or -N when signal N ended it; null when the status was taken by someone else.</summary>
    public int? ExitCode { get; }
}
