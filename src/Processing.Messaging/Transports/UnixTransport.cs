using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>A stream socket of this machine, which carries native handles too.</summary>
internal sealed class UnixTransport : SocketTransport
{
    // One message's handles, and those of the message after it: a receive stops behind the bytes that handles came with.
    private const int MaxPendingHandles = 2 * PassedHandles.MaxCount;

    private readonly ConcurrentQueue<SafeFileHandle> _handles = new(); // filled by the receiver, drained by it and by closing
    private readonly PeerIdentity? _peer;

    /// <summary>Takes ownership of one end of a pair, or of a socket that was passed on: who is at the other end is not known.</summary>
    public UnixTransport(SafeFileHandle socket)
        : base(socket, $"fd {socket.DangerousGetHandle()}")
    {
    }

    /// <summary>Takes ownership of a socket that was connected by name.</summary>
    public UnixTransport(SafeFileHandle socket, UnixAddress address, PeerIdentity peer)
        : base(socket, address.ToString()) => _peer = peer;

    /// <inheritdoc/>
    public override PeerIdentity? Peer => _peer;

    /// <inheritdoc/>
    public override ChannelBinding Binding => _peer?.ProcessId is { } pid ? ChannelBinding.BetweenProcesses(pid) : default;

    /// <inheritdoc/>
    public override bool CanPassHandles => true;

    /// <inheritdoc/>
    public override TransportMove Move => new SocketMove(this);

    /// <inheritdoc/>
    public override int PendingHandles => _handles.Count;

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

    /// <inheritdoc/>
    protected override nint ReceiveBytes(Span<byte> buffer, int flags, out Exception? lost)
    {
        nint received = Libc.ReceiveBytes(Socket, buffer, flags, _handles, out bool handlesLost);
        lost = null;
        if (handlesLost)
        {
            lost = new NativeCallException("recvmsg with native handles", ToString(), new NativeError(NativeError.EMFILE));
        }
        else if (_handles.Count > MaxPendingHandles)
        {
            lost = new WireFormatException("The peer sends native handles that it does not announce.");
        }

        return received;
    }

    /// <summary>All that the peer sent was received before this is told, so it is its end.</summary>
    protected override bool IsResetAnEnd() => true;

    /// <inheritdoc/>
    protected override void DropHandles()
    {
        while (_handles.TryDequeue(out var handle))
        {
            handle.Dispose();
        }
    }
}
