namespace Processing;

/// <summary>A value cannot be written as a message: its type has no formatter, it is nested too deeply, or it cannot travel on this connection.</summary>
public sealed class MessageSerializationException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">Which type or member cannot be written, why, and what to do.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public MessageSerializationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
