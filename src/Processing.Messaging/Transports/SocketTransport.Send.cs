using System.Buffers;

namespace Processing.Messaging;

internal abstract partial class SocketTransport
{
    /// <inheritdoc/>
    public override bool WaitToSend(Deadline deadline, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return DescriptorWait.Wait(_socket, DescriptorEvents.Writable, deadline, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask WaitToSendAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return DescriptorWait.WaitAsync(_socket, DescriptorEvents.Writable, cancellationToken);
    }

    /// <inheritdoc/>
    public override void CompleteSending()
    {
        ThrowIfClosed();
        MarkSendingCompleted();
        _ = Libc.ShutdownSending(_socket); // failing means that there is no peer any more
    }

    /// <inheritdoc/>
    internal override void SendCore(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken)
        => SendPair(first, second, handles, hasStarted: false, cancellationToken);

    /// <inheritdoc/>
    internal override void SendCore(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        var rest = bytes;
        bool hasStarted = false;
        while (!rest.IsEmpty)
        {
            var (first, second) = FirstTwo(rest);
            SendPair(first.Span, second.Span, handles, hasStarted, cancellationToken);
            hasStarted = true;
            handles = null;
            cancellationToken = default; // the first byte is sent
            rest = rest.Slice(first.Length + second.Length);
        }
    }

    /// <inheritdoc/>
    internal override async ValueTask SendCoreAsync(
        ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool hasStarted = false;
        while (!bytes.IsEmpty)
        {
            var (first, second) = FirstTwo(bytes);
            int sent = SendOnce(first.Span, second.Span, handles, wait: false, hasStarted);
            if (sent < 0)
            {
                await DescriptorWait.WaitAsync(_socket, DescriptorEvents.Writable, cancellationToken).ConfigureAwait(false);
                continue;
            }

            hasStarted = true;
            handles = null;
            cancellationToken = default; // from the first byte on only closing interrupts
            bytes = bytes.Slice(sent);
        }
    }

    private void SendPair(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, bool hasStarted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (first.Length + second.Length > 0)
        {
            bool watchesToken = cancellationToken.CanBeCanceled && !hasStarted;
            int sent = SendOnce(first, second, handles, wait: !watchesToken, hasStarted);
            if (sent < 0)
            {
                DescriptorWait.Wait(_socket, DescriptorEvents.Writable, Deadline.Never, cancellationToken);
                continue;
            }

            hasStarted = true;
            handles = null;
            int ofFirst = Math.Min(sent, first.Length);
            first = first[ofFirst..];
            second = second[(sent - ofFirst)..];
        }
    }

    /// <summary>Two segments at a time: the rest of a message goes with a further call, each of which is large.</summary>
    private static (ReadOnlyMemory<byte> First, ReadOnlyMemory<byte> Second) FirstTwo(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
        {
            return (bytes.First, default);
        }

        var position = bytes.Start;
        ReadOnlyMemory<byte> first = default;
        ReadOnlyMemory<byte> second = default;
        while (first.IsEmpty && bytes.TryGet(ref position, out first))
        {
            // An empty segment may stand anywhere.
        }

        while (second.IsEmpty && bytes.TryGet(ref position, out second))
        {
            // As above; at the end it stays empty.
        }

        return (first, second);
    }

    /// <summary>Sends once: the number of bytes, or -1 when there is no room and the call shall not wait.</summary>
    private int SendOnce(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, bool wait, bool hasStarted)
    {
        int flags = Libc.MSG_NOSIGNAL | (wait ? 0 : Libc.MSG_DONTWAIT);
        while (true)
        {
            ThrowIfClosed();
            nint sent = handles is null or { Count: 0 }
                ? Libc.SendBytes(_socket, first, second, flags)
                : Libc.SendBytes(_socket, first, second, handles, flags);
            if (sent >= 0)
            {
                return (int)sent;
            }

            var error = NativeError.Last;
            ThrowIfClosed();
            switch (error.Number)
            {
                case NativeError.EINTR:
                    break;
                case NativeError.EAGAIN when !wait:
                    return -1;
                case NativeError.EAGAIN:
                    // Someone else who holds the socket has put it in non-blocking mode.
                    DescriptorWait.Wait(_socket, DescriptorEvents.Writable, Deadline.Never);
                    break;
                default:
                    throw CreateSendError(error, hasStarted);
            }
        }
    }

    private Exception CreateSendError(NativeError error, bool hasStarted)
    {
        var cause = new NativeCallException("sendmsg", ToString(), error);
        if (error.Number is NativeError.EPIPE or NativeError.ECONNRESET or NativeError.ENOTCONN)
        {
            // What the peer sent before it closed can still be received, so this end stays open.
            SetCloseReason(cause);
            return new ConnectionClosedException($"{this} was closed by its peer.", CloseReason);
        }

        if (hasStarted)
        {
            Abort(cause); // half a message is out: nothing that follows could be understood
            return CreateClosedError();
        }

        return cause;
    }
}
