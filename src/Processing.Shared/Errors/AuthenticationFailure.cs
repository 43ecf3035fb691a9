namespace Processing;

/// <summary>Why a peer was not authenticated, as seen from this end.</summary>
public enum AuthenticationFailure
{
    /// <summary>It was authenticated, or nobody knows yet.</summary>
    None = 0,

    /// <summary>The peer's proof does not fit: it has another key, or somebody changed, relayed or replayed what was said.</summary>
    WrongKey = 1,

    /// <summary>The peer names a key that this listener does not have. To the peer it looks the same as a wrong key.</summary>
    UnknownKey = 2,

    /// <summary>The peer did not accept the proof of this end.</summary>
    Refused = 3,

    /// <summary>What the peer sent is no message of the handshake, or not the one that is due.</summary>
    Malformed = 4,

    /// <summary>The peer announced a message longer than a handshake has.</summary>
    MessageTooLong = 5,

    /// <summary>The peer speaks another handshake: CPython's where our own is expected, or the other way round.</summary>
    WrongProtocol = 6,

    /// <summary>The ends have no version or suite of the protocol in common.</summary>
    NothingInCommon = 7,

    /// <summary>The peer wants a digest that is forbidden here, which is MD5 without <c>AllowLegacyMd5</c>.</summary>
    WeakDigest = 8,

    /// <summary>The peer wants a digest that nobody may use, or that this machine does not have.</summary>
    UnsupportedDigest = 9,

    /// <summary>This end's channel is encrypted, and the peer's is not the other end of it.</summary>
    ChannelMismatch = 10,

    /// <summary>The TLS handshake failed, or the certificate was not accepted.</summary>
    TlsFailed = 11,

    /// <summary>The connection ended before the handshake did.</summary>
    PeerClosed = 12,

    /// <summary>The handshake was not finished in time.</summary>
    TimedOut = 13,

    /// <summary>Too many handshakes were pending; this one was the oldest.</summary>
    Displaced = 14,

    /// <summary>The process on the other end belongs to a user that is not allowed here.</summary>
    UserNotAllowed = 15,

    /// <summary>There are as many connections, in all or from the peer's address, as the listener takes.</summary>
    TooManyConnections = 16,
}
