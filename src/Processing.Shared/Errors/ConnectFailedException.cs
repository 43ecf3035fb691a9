namespace Processing;

/// <summary>No connection could be made to an address.</summary>
public sealed class ConnectFailedException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">Why, in one word.</param>
    /// <param name="message">To which address, and why.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ConnectFailedException(ConnectFailedReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>Why the connection could not be made.</summary>
    public ConnectFailedReason Reason { get; }
}
