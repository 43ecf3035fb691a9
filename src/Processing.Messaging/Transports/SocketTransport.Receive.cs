using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing.Messaging;

internal abstract partial class SocketTransport
{
    private int _receivers; // calls that receive or wait to; by Interlocked, before they look whether the transport is closed

    /// <inheritdoc/>
    public override bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken)
    {
        EnterReceive();
        try
        {
            ThrowIfClosed();
            return DescriptorWait.Wait(_socket, DescriptorEvents.Readable, deadline, cancellationToken);
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WaitToReceiveAsync(CancellationToken cancellationToken)
    {
        EnterReceive();
        try
        {
            ThrowIfClosed();
            await DescriptorWait.WaitAsync(_socket, DescriptorEvents.Readable, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc/>
    public override SafeHandle? PrepareToWait()
    {
        EnterReceive();
        if (IsClosed)
        {
            ExitReceive();
            throw CreateClosedError();
        }

        TrimInput();
        return _socket;
    }

    /// <inheritdoc/>
    public override void EndWait() => ExitReceive();

    /// <inheritdoc/>
    internal override int Receive(Span<byte> buffer, bool wait)
    {
        EnterReceive();
        try
        {
            return ReceiveCore(buffer, wait);
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <summary>One call of the system: the number of bytes, or -1 with errno. <paramref name="lost"/> tells what came and cannot be taken.</summary>
    protected abstract nint ReceiveBytes(Span<byte> buffer, int flags, out Exception? lost);

    /// <summary>Tells what it means that the peer closed with something of ours unread: the end, or that something may be lost.</summary>
    protected abstract bool IsResetAnEnd();

    /// <summary>Closes native handles that arrived and that nobody took.</summary>
    protected virtual void DropHandles()
    {
    }

    private int ReceiveCore(Span<byte> buffer, bool wait)
    {
        while (true)
        {
            ThrowIfClosed();
            nint received = ReceiveBytes(buffer, wait ? 0 : Libc.MSG_DONTWAIT, out var lost);
            var error = received < 0 ? NativeError.Last : default;
            if (IsClosed)
            {
                DropHandles();
                throw CreateClosedError();
            }

            if (lost is not null)
            {
                Abort(lost);
                throw CreateClosedError();
            }

            if (received >= 0)
            {
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
                case NativeError.ECONNRESET when IsResetAnEnd():
                    return 0;
                default:
                    Abort(new NativeCallException("recvmsg", ToString(), error));
                    throw CreateClosedError();
            }
        }
    }

    private void EnterReceive() => Interlocked.Increment(ref _receivers);

    private void ExitReceive() => Interlocked.Decrement(ref _receivers);
}
