using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>What our own handshake derives from a key, once: its public id, and a key for each role's proof.</summary>
internal sealed class HandshakeKey
{
    /// <summary>Length of <see cref="Id"/>.</summary>
    public const int IdLength = 8;

    private const int DerivedLength = 32;

    // Deriving costs more than the rest of a handshake; what was derived lives no longer than its key.
    private static readonly ConditionalWeakTable<AuthKey, HandshakeKey> s_derived = [];

    private readonly byte[] _id;
    private readonly byte[] _clientKey;
    private readonly byte[] _serverKey;

    private HandshakeKey(AuthKey key)
    {
        _id = HMACSHA256.HashData(key.Bytes, "Processing handshake key id"u8)[..IdLength];
        _clientKey = new byte[DerivedLength];
        _serverKey = new byte[DerivedLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, _clientKey, salt: [], info: "Processing handshake client"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, _serverKey, salt: [], info: "Processing handshake server"u8);
    }

    /// <summary>Names the key without telling it.</summary>
    public ReadOnlySpan<byte> Id => _id;

    /// <summary>Proves that the key is known to a client.</summary>
    public ReadOnlySpan<byte> ClientKey => _clientKey;

    /// <summary>Proves that the key is known to a server.</summary>
    public ReadOnlySpan<byte> ServerKey => _serverKey;

    /// <summary>What is derived from <paramref name="key"/>.</summary>
    public static HandshakeKey Of(AuthKey key) => s_derived.GetValue(key, static key => new HandshakeKey(key));

    /// <summary>Says that this is a key, never which.</summary>
    public override string ToString() => "HandshakeKey(hidden)";
}
