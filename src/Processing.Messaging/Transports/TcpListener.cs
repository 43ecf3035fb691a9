using System.Net;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Listens on a TCP port.</summary>
internal sealed class TcpListener : SocketListener
{
    private TcpListener(SafeFileHandle socket, TcpAddress address)
        : base(socket) => Address = address;

    /// <inheritdoc/>
    public override ProcessAddress Address { get; }

    /// <summary>Begins to listen on the first address of the host that can be had.</summary>
    public static TcpListener Listen(TcpAddress address, int backlog, TransportOptions options)
    {
        NativeCallException? failure = null;
        foreach (var ip in HostAddresses.ResolveForListening(address))
        {
            try
            {
                return Listen(address, new IPEndPoint(ip, address.Port), backlog, options);
            }
            catch (NativeCallException error)
            {
                failure ??= error;
            }
        }

        throw failure ?? (Exception)new ProcessingException($"{address} cannot be listened at: the host has no address.");
    }

    /// <inheritdoc/>
    protected override Transport Create(SafeFileHandle socket, SocketAddress peer)
        => new TcpTransport(socket, TcpEndpoints.ToAddress(peer));

    private static TcpListener Listen(TcpAddress address, IPEndPoint endpoint, int backlog, TransportOptions options)
    {
        string subject = address.ToString();
        var socket = Libc.CreateStreamSocket(TcpEndpoints.FamilyOf(endpoint), subject);
        try
        {
            // A port whose last connections are still being forgotten is free for us; one that is listened at is not (Linux).
            Check(Libc.SetOption(socket, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, 1), "setsockopt(SO_REUSEADDR)", subject);
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
            {
                Check(Libc.SetOption(socket, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, 0), "setsockopt(IPV6_V6ONLY)", subject);
            }

            TcpEndpoints.Configure(socket, options, subject); // accepted sockets inherit it
            Check(Libc.Bind(socket, endpoint.Serialize()), "bind", subject);
            Check(Libc.Listen(socket, backlog), "listen", subject);
            var bound = Libc.GetSocketName(socket) ?? throw new NativeCallException("getsockname", subject, NativeError.Last);
            return new TcpListener(socket, address with { Port = TcpEndpoints.ToAddress(bound).Port });
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Check(int result, string call, string subject)
    {
        if (result != 0)
        {
            throw new NativeCallException(call, subject, NativeError.Last);
        }
    }
}
