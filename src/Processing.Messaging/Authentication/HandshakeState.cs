namespace Processing.Messaging;

/// <summary>How far a handshake has got.</summary>
internal enum HandshakeState
{
    /// <summary>The peer is to say something.</summary>
    Running,

    /// <summary>The peer has proved that it holds the key; the next byte belongs to the connection.</summary>
    Succeeded,

    /// <summary>It has not: close the connection once what was written is sent.</summary>
    Failed,
}
