using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class SocketPairTransportTests : TransportTests
{
    private protected override Task<(Transport First, Transport Second)> CreatePairAsync()
    {
        var (first, second) = Libc.CreateSocketPair();
        return Task.FromResult<(Transport, Transport)>((new UnixTransport(first), new UnixTransport(second)));
    }

    private protected override void CheckPeers(Transport first, Transport second)
    {
        Assert.Null(first.Peer);
        Assert.True(first.Binding.Scope.IsEmpty);
    }
}
