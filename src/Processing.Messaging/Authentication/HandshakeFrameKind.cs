namespace Processing.Messaging;

/// <summary>What stands at the start of received bytes.</summary>
internal enum HandshakeFrameKind
{
    /// <summary>The start of a frame.</summary>
    Incomplete,

    /// <summary>A whole frame.</summary>
    Whole,

    /// <summary>The header of a frame that is longer than a handshake has.</summary>
    TooLong,

    /// <summary>A header that no handshake has.</summary>
    NegativeLength,
}
