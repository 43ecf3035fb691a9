using System.Buffers;
using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>What both sides of our own handshake share.</summary>
internal abstract class OwnHandshake : HandshakeMachine
{
    /// <summary>Prepares one side; <paramref name="random"/> is the operating system's generator unless given.</summary>
    protected OwnHandshake(ChannelBinding binding, RandomFill? random)
    {
        if (binding.Scope.Length > OwnProtocol.MaxScopeLength)
        {
            throw new ArgumentException($"The scope of a channel binding has at most {OwnProtocol.MaxScopeLength} bytes.", nameof(binding));
        }

        Binding = binding;
        (random ?? RandomNumberGenerator.Fill)(Nonce);
    }

    /// <summary>What the channel is bound by.</summary>
    protected ChannelBinding Binding { get; }

    /// <summary>This side's random bytes, for this one handshake.</summary>
    protected byte[] Nonce { get; } = new byte[OwnProtocol.NonceLength];

    /// <inheritdoc/>
    protected override void WriteNegativeLengthRefusal(IBufferWriter<byte> output) => WriteRefusal(output, RefusalCode.Malformed);

    /// <summary>True when both ends name their channel by the same scope, so that the proofs can cover its ends.</summary>
    protected bool IsBound(ReadOnlySpan<byte> peerScope) => !peerScope.IsEmpty && peerScope.SequenceEqual(Binding.Scope.Span);

    /// <summary>
    /// True when one end's channel is encrypted and the other's is not the same: somebody in between takes the encryption off.
    /// </summary>
    protected bool IsForeignChannel(ReadOnlySpan<byte> peerScope)
        => !IsBound(peerScope)
            && (peerScope.StartsWith(OwnProtocol.EncryptedScope) || Binding.Scope.Span.StartsWith(OwnProtocol.EncryptedScope));

    /// <summary>Fails, for the peer's refusal, if the message is one.</summary>
    protected bool TryFailRefused(ReadOnlySpan<byte> message)
    {
        if (message is not [(byte)OwnMessageKind.Refusal, var code])
        {
            return false;
        }

        switch ((RefusalCode)code)
        {
            case RefusalCode.NothingInCommon:
                Fail(AuthenticationFailure.NothingInCommon, "the peer speaks no version or suite of the handshake that this end does");
                break;
            case RefusalCode.Malformed:
                Fail(AuthenticationFailure.Refused, "the peer did not understand this end's handshake");
                break;
            default:
                Fail(AuthenticationFailure.Refused, "the peer did not accept the key of this end");
                break;
        }

        return true;
    }

    /// <summary>Writes a refusal.</summary>
    protected static void WriteRefusal(IBufferWriter<byte> output, RefusalCode code)
        => HandshakeFrame.Write(output, [(byte)OwnMessageKind.Refusal, (byte)code]);
}
