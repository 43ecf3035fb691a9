using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>
/// Everything both sides must agree on, under one HMAC-SHA256: the protocol's name, the role of who proves, both hellos byte for byte (so
/// nonces, offered and chosen versions and suites, key id, scopes) and the two ends of the channel. Each part stands behind its length, so
/// that no two different conversations are the same bytes.
/// </summary>
internal sealed class OwnTranscript
{
    private readonly byte[] _clientHello;
    private readonly byte[] _serverHello;
    private readonly byte[] _client;
    private readonly byte[] _server;

    /// <summary>Takes the messages and the ends of the channel; these are empty when there is no binding in common.</summary>
    public OwnTranscript(byte[] clientHello, byte[] serverHello, ReadOnlyMemory<byte> client, ReadOnlyMemory<byte> server)
    {
        _clientHello = clientHello;
        _serverHello = serverHello;
        _client = client.ToArray();
        _server = server.ToArray();
    }

    /// <summary>Writes the client's proof.</summary>
    public void ProveClient(HandshakeKey key, Span<byte> proof) => Prove(key.ClientKey, "client"u8, [], proof);

    /// <summary>Writes the server's proof, which covers the client's too.</summary>
    public void ProveServer(HandshakeKey key, ReadOnlySpan<byte> clientProof, Span<byte> proof)
        => Prove(key.ServerKey, "server"u8, clientProof, proof);

    private void Prove(ReadOnlySpan<byte> key, ReadOnlySpan<byte> role, ReadOnlySpan<byte> clientProof, Span<byte> proof)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Append(mac, "Processing handshake"u8);
        Append(mac, role);
        Append(mac, _clientHello);
        Append(mac, _serverHello);
        Append(mac, _client);
        Append(mac, _server);
        Append(mac, clientProof);
        mac.GetHashAndReset(proof);
    }

    private static void Append(IncrementalHash mac, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)part.Length));
        mac.AppendData(length);
        mac.AppendData(part);
    }
}
