namespace Processing.Messaging;

/// <summary>What the peer is to say next in CPython's handshake.</summary>
internal enum PythonPhase
{
    /// <summary>The answer to this side's challenge.</summary>
    Answer,

    /// <summary>A challenge.</summary>
    Challenge,

    /// <summary>That this side's answer is right.</summary>
    Welcome,
}
