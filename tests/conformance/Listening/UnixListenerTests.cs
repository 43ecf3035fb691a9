using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

public sealed class UnixListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => ProcessAddress.NewUnix();

    [Fact]
    public async Task Handshake_PeerSendsHandles_IsRefused()
    {
        await using var listener = Listen();
        var failures = new Failures(listener);
        using var stranger = await ConnectRawAsync(listener);
        using var file = File.OpenHandle("/dev/null");
        using var handles = new PassedHandles();
        handles.Lend(file);
        stranger.Send(HonestStart, [], handles, CancellationToken.None);
        Assert.Equal(AuthenticationFailure.Malformed, failures.Take(UnexpectedTimeout).Reason);
        await AssertEndAsync(stranger);
    }
}
