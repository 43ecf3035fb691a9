using System.Buffers;

namespace Processing.Messaging;

/// <summary>
/// One side of a handshake: takes what the peer sent, at any cuts, and writes what is to be sent. It knows no socket and no clock, keeps no
/// bytes of the input, and never looks behind the handshake's last frame.
/// </summary>
internal abstract class HandshakeMachine
{
    /// <summary>How far it has got.</summary>
    public HandshakeState State { get; private set; }

    /// <summary>Why it failed; meaningful in <see cref="HandshakeState.Failed"/>.</summary>
    public HandshakeFailure Failure { get; private set; }

    /// <summary>Writes what this side says first. Called once, before anything else.</summary>
    public abstract void Start(IBufferWriter<byte> output);

    /// <summary>
    /// Takes the whole frames at the start of <paramref name="input"/> while the handshake runs, and returns where the first byte stands
    /// that it did not take. What it writes is to be sent in every state, also a failed one.
    /// </summary>
    public SequencePosition Advance(in ReadOnlySequence<byte> input, IBufferWriter<byte> output)
    {
        var rest = input;
        Span<byte> message = stackalloc byte[HandshakeFrame.MaxPayloadLength];
        while (State == HandshakeState.Running)
        {
            var kind = HandshakeFrame.Find(rest, out var payload);
            if (kind == HandshakeFrameKind.Incomplete)
            {
                break;
            }

            if (kind != HandshakeFrameKind.Whole)
            {
                FailHeader(kind, output);
                break;
            }

            int length = (int)payload.Length;
            payload.CopyTo(message);
            rest = rest.Slice(payload.End);
            OnMessage(message[..length], output);
        }

        return rest.Start;
    }

    /// <summary>The peer sends nothing more. <paramref name="isInsideFrame"/>: the start of a frame was left over.</summary>
    public void EndInput(bool isInsideFrame)
    {
        if (State == HandshakeState.Running)
        {
            Fail(AuthenticationFailure.PeerClosed, isInsideFrame
                ? "the connection ended in the middle of a message of the handshake"
                : "the connection ended before the handshake did");
        }
    }

    /// <summary>The driver gives up, for a reason of its own.</summary>
    public void Abort(AuthenticationFailure reason, string detail)
    {
        if (State == HandshakeState.Running)
        {
            Fail(reason, detail);
        }
    }

    /// <summary>Takes one message of the peer.</summary>
    protected abstract void OnMessage(ReadOnlySpan<byte> message, IBufferWriter<byte> output);

    /// <summary>Tells the peer, as the protocol has it, that its header is none of a handshake.</summary>
    protected abstract void WriteNegativeLengthRefusal(IBufferWriter<byte> output);

    /// <summary>The peer is who it says.</summary>
    protected void Succeed() => State = HandshakeState.Succeeded;

    /// <summary>The peer is not, or cannot prove it.</summary>
    protected void Fail(AuthenticationFailure reason, string detail)
    {
        Failure = new HandshakeFailure(reason, detail);
        State = HandshakeState.Failed;
    }

    private void FailHeader(HandshakeFrameKind kind, IBufferWriter<byte> output)
    {
        if (kind == HandshakeFrameKind.TooLong)
        {
            // Its payload is not waited for, so there is no place in the stream where an answer would be read.
            Fail(AuthenticationFailure.MessageTooLong, $"the peer announced more than the {HandshakeFrame.MaxPayloadLength} bytes that a message of the handshake has");
            return;
        }

        WriteNegativeLengthRefusal(output);
        Fail(AuthenticationFailure.Malformed, "the peer sent a negative length");
    }
}
