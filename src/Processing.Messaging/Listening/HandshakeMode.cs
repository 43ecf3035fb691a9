namespace Processing.Messaging;

/// <summary>Which handshake an endpoint speaks. Both ends must speak the same; it is never found out by guessing.</summary>
public enum HandshakeMode
{
    /// <summary>Our own: both ends prove the key and that nobody sits between them.</summary>
    Native = 0,

    /// <summary>
    /// That of CPython's <c>multiprocessing.connection</c>, for peers that are Python programs. It does not withstand a relay, and TCP is not
    /// encrypted.
    /// </summary>
    Python = 1,
}
