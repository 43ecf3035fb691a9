using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

/// <summary>Makes connected transports.</summary>
internal static class Endpoints
{
    private static readonly TimeSpan s_unexpected = TimeSpan.FromSeconds(30);

    /// <summary>True where the loop-back device has an IPv6 address.</summary>
    public static bool HasIPv6 { get; } = System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(device => device.GetIPProperties().UnicastAddresses)
        .Any(address => address.Address.Equals(System.Net.IPAddress.IPv6Loopback));

    /// <summary>The client's end, and the server's.</summary>
    public static async Task<(Transport Client, Transport Server)> ConnectAsync(ProcessAddress address)
    {
        using var listener = TransportEndpoint.Listen(address, backlog: 16);
        var client = await TransportEndpoint.ConnectAsync(listener.Address, CancellationToken.None).AsTask().WaitAsync(s_unexpected);
        try
        {
            return (client, await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(s_unexpected));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>TLS over both ends.</summary>
    public static async Task<(Transport Client, Transport Server)> EncryptAsync((Transport Client, Transport Server) pair)
    {
        var client = Tls.AuthenticateAsClientAsync(pair.Client, new TlsSettings(), CancellationToken.None).AsTask();
        var server = Tls.AuthenticateAsServerAsync(pair.Server, new TlsSettings(), CancellationToken.None).AsTask();
        await Task.WhenAll(client, server).WaitAsync(s_unexpected);
        return (await client, await server);
    }
}
