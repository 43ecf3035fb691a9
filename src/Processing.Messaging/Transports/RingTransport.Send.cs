using System.Buffers;

namespace Processing.Messaging;

// Everything here is called by the one sender.
internal sealed partial class RingTransport
{
    private bool _hasHeardPeer; // set by the receiver, cleared by the sender; to be late costs a look
    private bool _isMessageOpen; // the first part of a long message is out, the last is not
    private long _lastLook; // when the sender looked last whether the peer is gone

    // A message up to this length goes whole or not at all; of a longer one the first part.
    private int FirstPart => _memory.Capacity / 2;

    /// <inheritdoc/>
    public override void CompleteSending()
    {
        ThrowIfClosed();
        MarkSendingCompleted();
        if (_out.End())
        {
            Ring();
        }
    }

    /// <inheritdoc/>
    internal override void SendCore(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken)
    {
        BeginSend(cancellationToken);
        long length = (long)first.Length + second.Length;
        WaitForFirstPart(length, cancellationToken);
        SendHandles(handles, cancellationToken);
        if (length <= _pieceSize)
        {
            _out.Write(first);
            _out.Write(second);
            Publish();
            return;
        }

        _isMessageOpen = true;
        SendRest(first);
        SendRest(second);
        _isMessageOpen = false;
    }

    /// <inheritdoc/>
    internal override void SendCore(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        if (bytes.IsSingleSegment)
        {
            SendCore(bytes.FirstSpan, default, handles, cancellationToken);
            return;
        }

        BeginSend(cancellationToken);
        WaitForFirstPart(bytes.Length, cancellationToken);
        SendHandles(handles, cancellationToken);
        _isMessageOpen = true;
        foreach (var segment in bytes)
        {
            SendRest(segment.Span);
        }

        _isMessageOpen = false;
    }

    /// <inheritdoc/>
    internal override ValueTask SendCoreAsync(ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        BeginSend(cancellationToken);
        if (bytes.Length > _pieceSize || handles is { Count: > 0 } || !HasRoom((int)bytes.Length))
        {
            return SendSlowlyAsync(bytes, handles, cancellationToken);
        }

        foreach (var segment in bytes)
        {
            _out.Write(segment.Span);
        }

        Publish();
        return default;
    }

    private async ValueTask SendSlowlyAsync(ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        int firstPart = (int)Math.Min(bytes.Length, FirstPart);
        if (!HasRoom(firstPart))
        {
            await WaitForRoomAsync(firstPart, cancellationToken).ConfigureAwait(false);
        }

        while (!TrySendHandles(handles))
        {
            await DescriptorWait.WaitAsync(_bell.Socket, DescriptorEvents.Writable, cancellationToken).ConfigureAwait(false);
        }

        _isMessageOpen = true;
        while (!bytes.IsEmpty)
        {
            int piece = (int)Math.Min(bytes.Length, _pieceSize);
            if (!HasRoom(piece))
            {
                await WaitForRoomAsync(piece, CancellationToken.None).ConfigureAwait(false);
            }

            foreach (var segment in bytes.Slice(0, piece))
            {
                _out.Write(segment.Span);
            }

            Publish();
            bytes = bytes.Slice(piece);
        }

        _isMessageOpen = false;
    }

    /// <summary>Sends what cannot be cancelled any more.</summary>
    private void SendRest(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int piece = Math.Min(bytes.Length, _pieceSize);
            if (!HasRoom(piece))
            {
                WaitForRoom(piece, CancellationToken.None);
            }

            _out.Write(bytes[..piece]);
            Publish();
            bytes = bytes[piece..];
        }
    }

    private void BeginSend(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        if (_out.Capacity == 0)
        {
            throw new InvalidOperationException($"{this} only receives.");
        }

        // A peer that closes says so in the ring. One that was killed shows in the socket, where the sender looks as often as the coarse clock
        // ticks, unless something came from the peer since it sent last; for one that sleeps, ringing tells.
        if (_out.ReaderClosed || _bell.HasEnded || (!_hasHeardPeer && Environment.TickCount64 != _lastLook && LookForEnd()))
        {
            throw CreatePeerClosedError();
        }

        if (_isMessageOpen)
        {
            // Waiting for room failed for want of descriptors or memory. Whatever followed would be taken for the rest of that message.
            Abort(new ConnectionClosedException($"A message on {this} was broken off in the middle."));
            throw CreateClosedError();
        }

        _out.Discard();
        _hasHeardPeer = false;
    }

    private bool LookForEnd()
    {
        _lastLook = Environment.TickCount64;
        return _bell.LookForEnd();
    }

    private void WaitForFirstPart(long length, CancellationToken cancellationToken)
    {
        int firstPart = (int)Math.Min(length, FirstPart);
        if (!HasRoom(firstPart))
        {
            WaitForRoom(firstPart, cancellationToken);
        }
    }

    /// <summary>Sends the handles of a message before its first byte, so that they are there when the receiver reads that they should be.</summary>
    private void SendHandles(PassedHandles? handles, CancellationToken cancellationToken)
    {
        while (!TrySendHandles(handles))
        {
            DescriptorWait.Wait(_bell.Socket, DescriptorEvents.Writable, Deadline.Never, cancellationToken);
        }
    }

    /// <summary>False when the socket is full.</summary>
    private bool TrySendHandles(PassedHandles? handles)
    {
        while (handles is { Count: > 0 } && _bell.SendHandles(handles) < 0)
        {
            var error = NativeError.Last;
            ThrowIfClosed();
            switch (error.Number)
            {
                case NativeError.EINTR:
                    break;
                case NativeError.EAGAIN:
                    return false;
                case NativeError.EPIPE or NativeError.ECONNRESET or NativeError.ENOTCONN:
                    throw CreatePeerClosedError();
                default:
                    throw new NativeCallException("sendmsg with native handles", ToString(), error);
            }
        }

        return true;
    }

    private void Publish()
    {
        if (_out.Publish())
        {
            Ring();
            if (_bell.HasEnded)
            {
                ThrowIfClosed();
                throw CreatePeerClosedError();
            }
        }
    }

    private ConnectionClosedException CreatePeerClosedError()
    {
        // What the peer sent before it closed can still be received, so this end stays open.
        SetCloseReason(new NativeCallException("send", ToString(), new NativeError(NativeError.EPIPE)));
        return new ConnectionClosedException($"{this} was closed by its peer.", CloseReason);
    }
}
