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

    [Fact]
    public async Task Receive_HandlesBesideTheRecords_AreClosed()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.NewUnix());
        var (first, second) = await Endpoints.EncryptAsync((client, server));
        using (first)
        using (second)
        using (var file = File.OpenHandle("/dev/null"))
        using (var handles = new PassedHandles())
        {
            handles.Lend(file);
            client.Send([23, 3, 3, 0, 50], default, handles, CancellationToken.None); // the start of a record
            Assert.False(second.TryReceive(out _));
            Assert.Equal(0, server.PendingHandles);
        }
    }
}
