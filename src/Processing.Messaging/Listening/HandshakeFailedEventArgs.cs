namespace Processing.Messaging;

/// <summary>Tells of a peer that a listener did not let in.</summary>
public sealed class HandshakeFailedEventArgs : EventArgs
{
    internal HandshakeFailedEventArgs(PeerAuthenticationException error, PeerIdentity? peer)
    {
        Error = error;
        Peer = peer;
    }

    /// <summary>What went wrong.</summary>
    public PeerAuthenticationException Error { get; }

    /// <summary>Why, as a value.</summary>
    public AuthenticationFailure Reason => Error.Reason;

    /// <summary>Who it was, as far as the system tells; a peer that failed has proved nothing about itself.</summary>
    public PeerIdentity? Peer { get; }
}
