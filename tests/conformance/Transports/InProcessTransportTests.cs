using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class InProcessTransportTests : TransportTests
{
    private protected override Task<(Transport First, Transport Second)> CreatePairAsync()
        => Endpoints.ConnectAsync(new InProcessAddress(Guid.NewGuid().ToString()));

    private protected override void CheckPeers(Transport first, Transport second)
        => Assert.Equal(Environment.ProcessId, first.Peer?.ProcessId);
}
