using System.Buffers;
using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>The server of our own handshake: chooses, and proves its key only to a client that has proved the same one.</summary>
internal sealed class OwnServerHandshake : OwnHandshake
{
    private readonly HandshakeKeyRing _keys;
    private HandshakeKey? _key; // known once the client has said hello
    private bool _isKnownKey;
    private OwnTranscript? _transcript; // with _key

    /// <summary>Prepares the handshake over a channel.</summary>
    public OwnServerHandshake(HandshakeKeyRing keys, ChannelBinding binding, RandomFill? random = null)
        : base(binding, random) => _keys = keys;

    /// <inheritdoc/>
    public override void Start(IBufferWriter<byte> output)
    {
        // The client speaks first.
    }

    /// <inheritdoc/>
    protected override void OnMessage(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (TryFailRefused(message))
        {
            return;
        }

        if (_key is null || _transcript is null)
        {
            OnHello(message, output);
        }
        else
        {
            OnProof(message, _key, _transcript, output);
        }
    }

    private void OnHello(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (!ClientHello.TryRead(message, out var hello))
        {
            WriteRefusal(output, RefusalCode.Malformed);
            Fail(AuthenticationFailure.Malformed, "the peer's first message is none of the handshake");
            return;
        }

        if (!hello.Versions.Contains(OwnProtocol.Version) || !hello.Suites.Contains(OwnProtocol.HmacSha256))
        {
            WriteRefusal(output, RefusalCode.NothingInCommon);
            Fail(AuthenticationFailure.NothingInCommon, "the peer speaks no version or suite of the handshake that this end does");
            return;
        }

        if (IsForeignChannel(hello.Scope))
        {
            WriteRefusal(output, RefusalCode.NotAuthenticated);
            Fail(AuthenticationFailure.ChannelMismatch, "one end's channel is encrypted and the other's is not");
            return;
        }

        byte[] answer = new ServerHello
        {
            Version = OwnProtocol.Version,
            Suite = OwnProtocol.HmacSha256,
            Nonce = Nonce,
            Scope = Binding.Scope.Span,
        }.ToArray();
        bool isBound = IsBound(hello.Scope);
        _transcript = new OwnTranscript(message.ToArray(), answer, isBound ? Binding.Remote : default, isBound ? Binding.Local : default);
        _key = _keys.Find(hello.KeyId, out _isKnownKey);
        HandshakeFrame.Write(output, answer);
    }

    private void OnProof(ReadOnlySpan<byte> message, HandshakeKey key, OwnTranscript transcript, IBufferWriter<byte> output)
    {
        if (message is not [(byte)OwnMessageKind.ClientProof, .. var proof] || proof.Length != OwnProtocol.ProofLength)
        {
            WriteRefusal(output, RefusalCode.Malformed);
            Fail(AuthenticationFailure.Malformed, "the peer's second message is none of the handshake");
            return;
        }

        Span<byte> mac = stackalloc byte[OwnProtocol.ProofLength];
        transcript.ProveClient(key, mac);
        bool fits = CryptographicOperations.FixedTimeEquals(mac, proof);
        if (!(fits & _isKnownKey))
        {
            WriteRefusal(output, RefusalCode.NotAuthenticated);
            Fail(
                _isKnownKey ? AuthenticationFailure.WrongKey : AuthenticationFailure.UnknownKey,
                _isKnownKey ? "the peer's proof does not fit the key it names" : "the peer names a key that this listener does not have");
            return;
        }

        transcript.ProveServer(key, proof, mac);
        HandshakeFrame.Write(output, [(byte)OwnMessageKind.Welcome, .. mac]);
        Succeed();
    }
}
