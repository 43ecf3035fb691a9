using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// Accepts on a listening socket, which is in non-blocking mode. Where the system is out of descriptors or memory the connection stays in its
/// queue, and the socket stays ready: so the next attempt waits, longer each time.
/// </summary>
internal abstract class SocketListener : TransportListener
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private readonly SafeFileHandle _socket;
    private int _isDisposed; // 1 once disposed

    /// <summary>Takes ownership of a socket that listens.</summary>
    private protected SocketListener(SafeFileHandle socket) => _socket = socket;

    /// <summary>The socket.</summary>
    internal SafeFileHandle Socket => _socket;

    /// <inheritdoc/>
    public sealed override Transport Accept(CancellationToken cancellationToken)
    {
        var pause = TimeSpan.Zero;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAccept(out var transport, ref pause))
            {
                return transport;
            }

            if (pause > TimeSpan.Zero)
            {
                // Nothing signals that descriptors are free again. The socket's end ends the pause; its readiness must not.
                DescriptorWait.Wait(_socket, DescriptorEvents.None, Deadline.After(pause), cancellationToken);
            }
            else
            {
                DescriptorWait.Wait(_socket, DescriptorEvents.Readable, Deadline.Never, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override async ValueTask<Transport> AcceptAsync(CancellationToken cancellationToken)
    {
        var pause = TimeSpan.Zero;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAccept(out var transport, ref pause))
            {
                return transport;
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await DescriptorWait.WaitAsync(_socket, DescriptorEvents.Readable, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            RemoveName();
            _ = Libc.Shutdown(_socket); // wakes whoever waits; a listening socket cannot refuse it
            _socket.Dispose();
        }
    }

    /// <summary>Makes a transport of a connection, or refuses it with the reason; the connection is closed by the caller then.</summary>
    protected abstract Transport Create(SafeFileHandle socket, SocketAddress peer);

    /// <summary>Takes the listener's name away, before its socket closes.</summary>
    protected virtual void RemoveName()
    {
    }

    private bool TryAccept([NotNullWhen(true)] out Transport? transport, ref TimeSpan pause)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
            var socket = Libc.Accept(_socket, out var peer);
            if (peer is not null)
            {
                pause = TimeSpan.Zero;
                if (TryCreate(socket, peer, out transport))
                {
                    return true;
                }

                continue;
            }

            var error = NativeError.Last;
            socket.Dispose();
            if (!IsPassing(error, ref pause))
            {
                transport = null;
                return false;
            }
        }
    }

    private bool TryCreate(SafeFileHandle socket, SocketAddress peer, [NotNullWhen(true)] out Transport? transport)
    {
        try
        {
            transport = Create(socket, peer);
            return true;
        }
        catch (ProcessingException refusal)
        {
            socket.Dispose();
            AcceptFailed?.Invoke(refusal);
            transport = null;
            return false;
        }
    }

    /// <summary>True when the next connection may be there at once; false when there is something to wait for.</summary>
    private bool IsPassing(NativeError error, ref TimeSpan pause)
    {
        switch (error.Number)
        {
            case NativeError.EINTR:
                return true;
            case NativeError.EAGAIN:
                pause = TimeSpan.Zero;
                return false;
            case NativeError.ECONNABORTED or NativeError.EPROTO or NativeError.EPERM:
                // The connection failed before it was taken, and is gone: the next may be well.
                AcceptFailed?.Invoke(new NativeCallException("accept", ToString(), error));
                return true;
            default:
                ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
                AcceptFailed?.Invoke(new NativeCallException("accept", ToString(), error));
                pause = pause == TimeSpan.Zero ? s_firstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, s_longestPause.Ticks));
                return false;
        }
    }
}
