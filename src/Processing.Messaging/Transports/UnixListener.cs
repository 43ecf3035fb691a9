using System.Net;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Listens on a Unix socket, and removes its file when it ends.</summary>
[SupportedOSPlatform("linux")]
internal sealed class UnixListener : SocketListener
{
    private readonly UnixAddress _address;
    private readonly UnixSocketFile _file;
    private readonly TransportOptions _options;

    private UnixListener(SafeFileHandle socket, UnixSocketFile file, UnixAddress address, TransportOptions options)
        : base(socket)
    {
        _file = file;
        _address = address;
        _options = options;
    }

    /// <inheritdoc/>
    public override ProcessAddress Address => _address;

    /// <summary>Begins to listen.</summary>
    public static UnixListener Listen(UnixAddress address, int backlog, TransportOptions options)
    {
        var socket = Libc.CreateStreamSocket(Libc.AF_UNIX, address.ToString());
        try
        {
            var file = UnixSocketFile.Create(socket, address, backlog, isForOthers: options.AllowedUserIds.Count > 0);
            return new UnixListener(socket, file, address, options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a peer of a foreign user before a byte of it is read.</summary>
    protected override Transport Create(SafeFileHandle socket, SocketAddress peer)
    {
        var identity = UnixPeer.Identify(socket, _address);
        return UnixPeer.IsTrusted(identity, _options)
            ? new UnixTransport(socket, _address, identity)
            : throw new PeerAuthenticationException(
                $"{this} refused process {identity.ProcessId}: it runs as user {identity.UserId}, who is not let in.",
                AuthenticationFailure.UserNotAllowed);
    }

    /// <inheritdoc/>
    protected override void RemoveName() => _file.Remove();
}
