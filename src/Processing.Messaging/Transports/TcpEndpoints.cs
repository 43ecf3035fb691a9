using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>What listening and connecting TCP sockets have in common.</summary>
internal static class TcpEndpoints
{
    /// <summary>The shortest heartbeat: the system counts whole seconds, and at least one probe must fit behind one idle second.</summary>
    public static readonly TimeSpan ShortestHeartbeat = TimeSpan.FromSeconds(2);

    /// <summary>The family of sockets for an address.</summary>
    public static int FamilyOf(IPEndPoint endpoint)
        => endpoint.AddressFamily == AddressFamily.InterNetworkV6 ? Libc.AF_INET6 : Libc.AF_INET;

    /// <summary>An address from the form of the system. An IPv4 peer of an IPv6 socket is given as IPv4.</summary>
    public static TcpAddress ToAddress(SocketAddress address)
    {
        var prototype = new IPEndPoint(address.Family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        var endpoint = (IPEndPoint)prototype.Create(address);
        var ip = endpoint.Address.IsIPv4MappedToIPv6 ? endpoint.Address.MapToIPv4() : endpoint.Address;
        return new TcpAddress(ip.ToString(), endpoint.Port);
    }

    /// <summary>Sends small messages at once, and watches for a peer that vanished if the options say so.</summary>
    public static void Configure(SafeFileHandle socket, TransportOptions options, string subject)
    {
        Set(socket, Libc.IPPROTO_TCP, Libc.TCP_NODELAY, 1, "setsockopt(TCP_NODELAY)", subject);
        if (options.Heartbeat is not { } heartbeat)
        {
            return;
        }

        // Half of the time may pass in silence, the rest is for the probes. Data that nobody acknowledges has the whole time.
        ArgumentOutOfRangeException.ThrowIfLessThan(heartbeat, ShortestHeartbeat, nameof(TransportOptions.Heartbeat));
        int seconds = (int)Math.Min(heartbeat.TotalSeconds, 24 * 60 * 60);
        int idle = Math.Max(1, seconds / 2);
        int interval = Math.Max(1, (seconds - idle) / 3);
        int probes = Math.Max(1, (seconds - idle) / interval);
        Set(socket, Libc.IPPROTO_TCP, Libc.TCP_KEEPIDLE, idle, "setsockopt(TCP_KEEPIDLE)", subject);
        Set(socket, Libc.IPPROTO_TCP, Libc.TCP_KEEPINTVL, interval, "setsockopt(TCP_KEEPINTVL)", subject);
        Set(socket, Libc.IPPROTO_TCP, Libc.TCP_KEEPCNT, probes, "setsockopt(TCP_KEEPCNT)", subject);
        Set(socket, Libc.IPPROTO_TCP, Libc.TCP_USER_TIMEOUT, seconds * 1000, "setsockopt(TCP_USER_TIMEOUT)", subject);
        Set(socket, Libc.SOL_SOCKET, Libc.SO_KEEPALIVE, 1, "setsockopt(SO_KEEPALIVE)", subject);
    }

    private static void Set(SafeFileHandle socket, int level, int option, int value, string call, string subject)
    {
        if (Libc.SetOption(socket, level, option, value) != 0)
        {
            throw new NativeCallException(call, subject, NativeError.Last);
        }
    }
}
