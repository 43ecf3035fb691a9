namespace Processing;

/// <summary>The peer closed the connection, or died: nothing more can be sent or received on it.</summary>
public sealed class ConnectionClosedException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">Which connection, and how its end was noticed.</param>
    /// <param name="innerException">The first reason the connection closed for, if there is one.</param>
    public ConnectionClosedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
