using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>A TCP connection. It carries no native handles, since the peer may be on another machine.</summary>
internal sealed class TcpTransport : SocketTransport
{
    private readonly PeerIdentity _peer;

    /// <summary>Takes ownership of a connected socket.</summary>
    public TcpTransport(SafeFileHandle socket, TcpAddress peer)
        : base(socket, peer.ToString()) => _peer = new PeerIdentity(peer, ProcessId: null, UserId: null);

    /// <inheritdoc/>
    public override PeerIdentity? Peer => _peer;

    /// <inheritdoc/>
    protected override nint ReceiveBytes(Span<byte> buffer, int flags, out Exception? lost)
    {
        lost = null;
        return Libc.ReceiveBytes(Socket, buffer, flags);
    }

    /// <summary>What the peer sent may be lost with the connection, so this is no end of the stream.</summary>
    protected override bool IsResetAnEnd() => false;
}
