using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class TcpTransportTests : TransportTests
{
    private protected override Task<(Transport First, Transport Second)> CreatePairAsync() => Endpoints.ConnectAsync(ProcessAddress.AnyTcp);

    private protected override void CheckPeers(Transport first, Transport second)
    {
        Assert.Equal("127.0.0.1", Assert.IsType<TcpAddress>(first.Peer?.Address).Host);
        Assert.Equal("127.0.0.1", Assert.IsType<TcpAddress>(second.Peer?.Address).Host);
        Assert.NotEqual(0, Assert.IsType<TcpAddress>(second.Peer?.Address).Port);
        Assert.Null(first.Peer?.ProcessId);
    }
}
