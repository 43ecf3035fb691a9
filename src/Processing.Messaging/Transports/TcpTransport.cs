using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>A TCP connection. It carries no native handles, since the peer may be on another machine.</summary>
internal sealed class TcpTransport : SocketTransport
{
    private readonly TcpAddress _address;
    private readonly PeerIdentity _peer;
    private Task? _farewell; // closes the socket when all is delivered; written once, by closing

    /// <summary>Takes ownership of a connected socket.</summary>
    public TcpTransport(SafeFileHandle socket, TcpAddress peer)
        : base(socket, peer.ToString())
    {
        _address = peer;
        _peer = new PeerIdentity(peer, ProcessId: null, UserId: null);
    }

    /// <inheritdoc/>
    public override PeerIdentity? Peer => _peer;

    /// <summary>The connection itself knows no process, so another one can go on with it.</summary>
    public override TransportMove Move => new TcpMove(this, _address);

    /// <inheritdoc/>
    protected override nint ReceiveBytes(Span<byte> buffer, int flags, out Exception? lost)
    {
        lost = null;
        return Libc.ReceiveBytes(Socket, buffer, flags);
    }

    /// <summary>What the peer sent may be lost with the connection, so this is no end of the stream.</summary>
    protected override bool IsResetAnEnd() => false;

    /// <inheritdoc/>
    protected override void CloseSocket()
    {
        if (CloseReason is not null)
        {
            base.CloseSocket();
            return;
        }

        _ = Libc.ShutdownSending(Socket); // failing means that there is no peer any more
        if (HasReceiver)
        {
            // Only this wakes a thread that is in a receive. What the peer sends from now on makes the system drop what is not delivered.
            _ = Libc.Shutdown(Socket);
        }

        int dropped = 0;
        if (TcpFarewell.TryFinish(Socket, ref dropped))
        {
            Socket.Dispose();
        }
        else
        {
            _farewell = TcpFarewell.FinishAsync(Socket);
        }
    }
}
