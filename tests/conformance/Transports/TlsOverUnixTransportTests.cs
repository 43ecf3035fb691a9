using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class TlsOverUnixTransportTests : TransportTests
{
    private protected override async Task<(Transport First, Transport Second)> CreatePairAsync()
        => await Endpoints.EncryptAsync(await Endpoints.ConnectAsync(ProcessAddress.NewUnix()));

    private protected override void CheckPeers(Transport first, Transport second)
    {
        Assert.StartsWith("tls+unix:/", first.Name, StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessId, second.Peer?.ProcessId);
    }
}
