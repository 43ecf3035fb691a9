using System.Buffers;
using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>The client of our own handshake: offers, proves its key, and believes the server once it has proved the same key.</summary>
internal sealed class OwnClientHandshake : OwnHandshake
{
    private readonly HandshakeKey _key;
    private readonly byte[] _hello;
    private readonly byte[] _proof = new byte[OwnProtocol.ProofLength];
    private OwnTranscript? _transcript; // known once the server has answered

    /// <summary>Prepares the handshake over a channel.</summary>
    public OwnClientHandshake(HandshakeKey key, ChannelBinding binding, RandomFill? random = null)
        : base(binding, random)
    {
        _key = key;
        _hello = new ClientHello
        {
            Versions = [OwnProtocol.Version],
            Suites = [OwnProtocol.HmacSha256],
            Nonce = Nonce,
            KeyId = key.Id,
            Scope = binding.Scope.Span,
        }.ToArray();
    }

    /// <inheritdoc/>
    public override void Start(IBufferWriter<byte> output) => HandshakeFrame.Write(output, _hello);

    /// <inheritdoc/>
    protected override void OnMessage(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (TryFailRefused(message))
        {
            return;
        }

        if (_transcript is null)
        {
            OnHello(message, output);
        }
        else
        {
            OnWelcome(message, _transcript);
        }
    }

    private void OnHello(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (!ServerHello.TryRead(message, out var hello))
        {
            FailHello(message, output);
            return;
        }

        if (hello.Version != OwnProtocol.Version || hello.Suite != OwnProtocol.HmacSha256)
        {
            WriteRefusal(output, RefusalCode.NothingInCommon);
            Fail(AuthenticationFailure.NothingInCommon, "the peer chose a version or suite of the handshake that was not offered");
            return;
        }

        if (IsForeignChannel(hello.Scope))
        {
            WriteRefusal(output, RefusalCode.NotAuthenticated);
            Fail(AuthenticationFailure.ChannelMismatch, "one end's channel is encrypted and the other's is not");
            return;
        }

        bool isBound = IsBound(hello.Scope);
        _transcript = new OwnTranscript(_hello, message.ToArray(), isBound ? Binding.Local : default, isBound ? Binding.Remote : default);
        _transcript.ProveClient(_key, _proof);
        HandshakeFrame.Write(output, [(byte)OwnMessageKind.ClientProof, .. _proof]);
    }

    private void FailHello(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (message.StartsWith(OwnProtocol.PythonChallenge))
        {
            Fail(AuthenticationFailure.WrongProtocol, "the peer speaks CPython's handshake; connect with HandshakeMode.Python");
            return;
        }

        WriteRefusal(output, RefusalCode.Malformed);
        Fail(AuthenticationFailure.Malformed, "the peer's answer is none of the handshake");
    }

    private void OnWelcome(ReadOnlySpan<byte> message, OwnTranscript transcript)
    {
        if (message is not [(byte)OwnMessageKind.Welcome, .. var proof] || proof.Length != OwnProtocol.ProofLength)
        {
            Fail(AuthenticationFailure.Malformed, "the peer's answer is none of the handshake");
            return;
        }

        Span<byte> expected = stackalloc byte[OwnProtocol.ProofLength];
        transcript.ProveServer(_key, _proof, expected);
        if (CryptographicOperations.FixedTimeEquals(expected, proof))
        {
            Succeed();
        }
        else
        {
            Fail(AuthenticationFailure.WrongKey, "the peer's proof does not fit the key of this end");
        }
    }
}
