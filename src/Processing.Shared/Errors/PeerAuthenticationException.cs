namespace Processing;

/// <summary>The two ends of a connection did not prove to each other that they hold the same key; the connection is closed.</summary>
public sealed class PeerAuthenticationException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">With whom the handshake failed, and over what; never a key.</param>
    /// <param name="reason">The same as a value.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public PeerAuthenticationException(string message, AuthenticationFailure reason, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>Why the handshake failed, as seen from this end.</summary>
    public AuthenticationFailure Reason { get; }
}
