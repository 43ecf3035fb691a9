namespace Processing;

/// <summary>A child process could not be started, or ended before it took over.</summary>
public sealed class ProcessStartException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">Which child, at which step it failed, and what to do.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ProcessStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
