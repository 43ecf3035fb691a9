using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class UnixTransportTests : TransportTests
{
    private protected override Task<(Transport First, Transport Second)> CreatePairAsync() => Endpoints.ConnectAsync(ProcessAddress.NewUnix());

    private protected override void CheckPeers(Transport first, Transport second)
    {
        Assert.Equal(Environment.ProcessId, first.Peer?.ProcessId);
        Assert.Equal(Environment.ProcessId, second.Peer?.ProcessId);
        Assert.Equal((int)Libc.GetEffectiveUserId(), second.Peer?.UserId);
        Assert.StartsWith("unix:", first.Name, StringComparison.Ordinal);
        Assert.False(first.Binding.Scope.IsEmpty);
        Assert.True(first.Binding.Scope.Span.SequenceEqual(second.Binding.Scope.Span));
        Assert.True(first.Binding.Local.Span.SequenceEqual(second.Binding.Remote.Span));
    }
}
