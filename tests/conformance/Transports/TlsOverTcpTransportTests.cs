using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class TlsOverTcpTransportTests : TransportTests
{
    private protected override async Task<(Transport First, Transport Second)> CreatePairAsync()
        => await Endpoints.EncryptAsync(await Endpoints.ConnectAsync(ProcessAddress.AnyTcp));

    private protected override void CheckPeers(Transport first, Transport second)
    {
        Assert.StartsWith("tls://127.0.0.1:", first.Name, StringComparison.Ordinal);
        Assert.True(first.Binding.Scope.Span.SequenceEqual("tls-sha256"u8));
        Assert.Equal(32, first.Binding.Local.Length);
        Assert.True(first.Binding.Local.Span.SequenceEqual(second.Binding.Remote.Span));
        Assert.True(first.Binding.Remote.Span.SequenceEqual(second.Binding.Local.Span));
    }
}
