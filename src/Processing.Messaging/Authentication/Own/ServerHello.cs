namespace Processing.Messaging;

/// <summary>
/// The server's first message: kind, the version and the suite it chose, 32 random bytes, and the scope of its channel binding (a byte of
/// length, then the scope). It proves nothing yet: a stranger gets nothing from a listener that he could try keys on.
/// </summary>
internal readonly ref struct ServerHello
{
    /// <summary>The version that is spoken from here on.</summary>
    public byte Version { get; init; }

    /// <summary>The suite that is used.</summary>
    public byte Suite { get; init; }

    /// <summary>The server's random bytes.</summary>
    public ReadOnlySpan<byte> Nonce { get; init; }

    /// <summary>The scope of its channel binding.</summary>
    public ReadOnlySpan<byte> Scope { get; init; }

    /// <summary>Reads the message; false when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out ServerHello hello)
    {
        var reader = new HelloReader(message);
        bool isHello = reader.TakeByte() == (byte)OwnMessageKind.ServerHello;
        hello = new ServerHello
        {
            Version = reader.TakeByte(),
            Suite = reader.TakeByte(),
            Nonce = reader.Take(OwnProtocol.NonceLength),
            Scope = reader.TakeList(0, OwnProtocol.MaxScopeLength),
        };
        return isHello && reader.IsComplete;
    }

    /// <summary>The bytes of the message.</summary>
    public byte[] ToArray() =>
        [(byte)OwnMessageKind.ServerHello, Version, Suite, .. Nonce, (byte)Scope.Length, .. Scope];
}
