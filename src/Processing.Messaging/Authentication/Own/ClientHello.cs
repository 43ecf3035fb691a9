namespace Processing.Messaging;

/// <summary>
/// The client's first message: kind, magic, versions and suites it speaks (each a byte of count, then one byte per entry), 32 random bytes,
/// the id of its key, and the scope of its channel binding (a byte of length, then the scope).
/// </summary>
internal readonly ref struct ClientHello
{
    /// <summary>What the client speaks, the best first.</summary>
    public ReadOnlySpan<byte> Versions { get; init; }

    /// <summary>The suites it has, the best first.</summary>
    public ReadOnlySpan<byte> Suites { get; init; }

    /// <summary>Its random bytes.</summary>
    public ReadOnlySpan<byte> Nonce { get; init; }

    /// <summary>Which key it is going to prove.</summary>
    public ReadOnlySpan<byte> KeyId { get; init; }

    /// <summary>The scope of its channel binding.</summary>
    public ReadOnlySpan<byte> Scope { get; init; }

    /// <summary>Reads the message; false when it is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out ClientHello hello)
    {
        var reader = new HelloReader(message);
        bool isHello = reader.TakeByte() == (byte)OwnMessageKind.ClientHello
            && reader.Take(OwnProtocol.Magic.Length).SequenceEqual(OwnProtocol.Magic);
        hello = new ClientHello
        {
            Versions = reader.TakeList(1, OwnProtocol.MaxListLength),
            Suites = reader.TakeList(1, OwnProtocol.MaxListLength),
            Nonce = reader.Take(OwnProtocol.NonceLength),
            KeyId = reader.Take(HandshakeKey.IdLength),
            Scope = reader.TakeList(0, OwnProtocol.MaxScopeLength),
        };
        return isHello && reader.IsComplete;
    }

    /// <summary>The bytes of the message.</summary>
    public byte[] ToArray() =>
    [
        (byte)OwnMessageKind.ClientHello, .. OwnProtocol.Magic,
        (byte)Versions.Length, .. Versions,
        (byte)Suites.Length, .. Suites,
        .. Nonce, .. KeyId,
        (byte)Scope.Length, .. Scope,
    ];
}
