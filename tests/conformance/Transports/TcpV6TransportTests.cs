using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

/// <summary>On a host without IPv6 the same runs over IPv4, as <see cref="Endpoints.HasIPv6"/> tells.</summary>
public sealed class TcpV6TransportTests : TransportTests
{
    private static string Host => Endpoints.HasIPv6 ? "::1" : "127.0.0.1";

    private protected override Task<(Transport First, Transport Second)> CreatePairAsync() => Endpoints.ConnectAsync(new TcpAddress(Host, 0));

    private protected override void CheckPeers(Transport first, Transport second)
        => Assert.Equal(Host, Assert.IsType<TcpAddress>(second.Peer?.Address).Host);
}
