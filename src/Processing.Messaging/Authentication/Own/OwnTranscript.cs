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
    private const int MaxLength = 1024; // two hellos of 256 bytes, two ends, a proof, the names, and seven lengths
    private const int MaxEndLength = 128;

    private readonly byte[] _clientHello;
    private readonly byte[] _serverHello;
    private readonly byte[] _client;
    private readonly byte[] _server;

    /// <summary>Takes the messages and the ends of the channel; these are empty when there is no binding in common.</summary>
    public OwnTranscript(byte[] clientHello, byte[] serverHello, ReadOnlyMemory<byte> client, ReadOnlyMemory<byte> server)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(client.Length, MaxEndLength, nameof(client));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(server.Length, MaxEndLength, nameof(server));
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
        // All of it in one piece: both hellos are frames of a handshake, so it is short, and one call costs a third of several.
        Span<byte> space = stackalloc byte[MaxLength];
        var rest = space;
        Append(ref rest, "Processing handshake"u8);
        Append(ref rest, role);
        Append(ref rest, _clientHello);
        Append(ref rest, _serverHello);
        Append(ref rest, _client);
        Append(ref rest, _server);
        Append(ref rest, clientProof);
        HMACSHA256.HashData(key, space[..^rest.Length], proof);
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)part.Length));
        part.CopyTo(rest[sizeof(ushort)..]);
        rest = rest[(sizeof(ushort) + part.Length)..];
    }
}
