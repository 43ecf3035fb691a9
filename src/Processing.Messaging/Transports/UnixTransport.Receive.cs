using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

internal sealed partial class UnixTransport
{
    // One message's handles, and those of the message after it: a receive stops behind the bytes that handles came with.
    private const int MaxPendingHandles = 2 * PassedHandles.MaxCount;

    private readonly ConcurrentQueue<SafeFileHandle> _handles = new(); // filled by the receiver, drained by it and by closing

    /// <inheritdoc/>
    public override int PendingHandles => _handles.Count;

    /// <inheritdoc/>
    public override ReadResult Read(CancellationToken cancellationToken) => _input.Read(cancellationToken);

    /// <inheritdoc/>
    public override bool TryReceive(out ReadResult result) => _input.TryReceive(out result);

    /// <inheritdoc/>
    public override bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return DescriptorWait.Wait(_socket, DescriptorEvents.Readable, deadline, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask WaitToReceiveAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return DescriptorWait.WaitAsync(_socket, DescriptorEvents.Readable, cancellationToken);
    }

    /// <inheritdoc/>
    public override SafeHandle? PrepareToWait()
    {
        ThrowIfClosed();
        _input.Trim();
        return _socket;
    }

    /// <inheritdoc/>
    public override ReceivedHandles TakeHandles(int count)
    {
        var handles = new SafeFileHandle[count];
        for (int i = 0; i < count; i++)
        {
            if (!_handles.TryDequeue(out handles[i]!))
            {
                new ReceivedHandles(handles[..i]).Dispose();
                throw new WireFormatException($"The peer announces {count} native handles, but {i} came.");
            }
        }

        return new ReceivedHandles(handles);
    }

    /// <summary>Puts handles in that were received elsewhere, before any is received here.</summary>
    public void AddHandle(SafeFileHandle handle) => _handles.Enqueue(handle);

    /// <summary>Takes all handles out, for their messages move to another process.</summary>
    public SafeFileHandle[] GetHandles() => [.. _handles];

    /// <summary>
    /// Receives once: the number of bytes, 0 at the end of the stream, -1 when nothing is there and the call shall not wait.
    /// </summary>
    internal int Receive(Span<byte> buffer, bool wait)
    {
        while (true)
        {
            ThrowIfClosed();
            nint received = Libc.ReceiveBytes(_socket, buffer, wait ? 0 : Libc.MSG_DONTWAIT, _handles, out bool handlesLost);
            var error = received < 0 ? NativeError.Last : default;
            if (IsClosed)
            {
                DropHandles();
                throw CreateClosedError();
            }

            if (received >= 0)
            {
                CheckHandles(handlesLost);
                return (int)received;
            }

            switch (error.Number)
            {
                case NativeError.EINTR:
                    break;
                case NativeError.EAGAIN when !wait:
                    return -1;
                case NativeError.EAGAIN:
                    // Someone else who holds the socket has put it in non-blocking mode.
                    DescriptorWait.Wait(_socket, DescriptorEvents.Readable, Deadline.Never);
                    break;
                case NativeError.ECONNRESET:
                    // The peer closed with messages of ours unread. All it sent was received before this error is told, so it is its end.
                    return 0;
                default:
                    Abort(new NativeCallException("recvmsg", ToString(), error));
                    throw CreateClosedError();
            }
        }
    }

    private void CheckHandles(bool handlesLost)
    {
        if (handlesLost)
        {
            Abort(new NativeCallException("recvmsg with native handles", ToString(), new NativeError(NativeError.EMFILE)));
            throw CreateClosedError();
        }

        if (_handles.Count > MaxPendingHandles)
        {
            Abort(new WireFormatException("The peer sends native handles that it does not announce."));
            throw CreateClosedError();
        }
    }

    private void DropHandles()
    {
        while (_handles.TryDequeue(out var handle))
        {
            handle.Dispose();
        }
    }
}
