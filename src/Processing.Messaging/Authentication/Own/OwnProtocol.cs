namespace Processing.Messaging;

/// <summary>The constants of our own handshake.</summary>
internal static class OwnProtocol
{
    /// <summary>The only version there is.</summary>
    public const byte Version = 1;

    /// <summary>The only suite there is: HKDF and HMAC with SHA-256.</summary>
    public const byte HmacSha256 = 1;

    /// <summary>Length of a nonce.</summary>
    public const int NonceLength = 32;

    /// <summary>Length of a proof.</summary>
    public const int ProofLength = 32;

    /// <summary>The longest scope of a channel binding, so that every hello fits into a frame.</summary>
    public const int MaxScopeLength = 64;

    /// <summary>Most versions, and most suites, that a hello lists.</summary>
    public const int MaxListLength = 16;

    /// <summary>What a client begins with, so that other protocols are told apart at once.</summary>
    public static ReadOnlySpan<byte> Magic => "Processing"u8;

    /// <summary>What CPython's listener begins with.</summary>
    public static ReadOnlySpan<byte> PythonChallenge => "#CHALLENGE#"u8;

    /// <summary>
    /// Scopes that begin so are those of an encrypted channel: its ends must both see it, or somebody in between ends the encryption.
    /// </summary>
    public static ReadOnlySpan<byte> EncryptedScope => "tls"u8;
}
