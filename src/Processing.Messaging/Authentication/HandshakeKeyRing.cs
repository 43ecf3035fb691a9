using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>The keys that a listener accepts: more than one while keys are being exchanged for new ones.</summary>
internal sealed class HandshakeKeyRing
{
    private readonly HandshakeKey[] _keys;

    // Stands in for a key that is not there, so that an unknown id costs the same work and ends the same way as a wrong key.
    private readonly HandshakeKey _dummy = HandshakeKey.Of(AuthKey.Generate());

    /// <summary>Derives what the handshake needs of each key.</summary>
    public HandshakeKeyRing(IReadOnlyList<AuthKey> keys) => _keys = [.. keys.Select(HandshakeKey.Of)];

    /// <summary>The key of this id, looked for in a time that does not tell whether it is there; otherwise a key that nobody has.</summary>
    public HandshakeKey Find(ReadOnlySpan<byte> id, out bool isKnown)
    {
        var found = _dummy;
        isKnown = false;
        foreach (var key in _keys)
        {
            bool isThis = CryptographicOperations.FixedTimeEquals(key.Id, id);
            found = isThis ? key : found;
            isKnown |= isThis;
        }

        return found;
    }
}
