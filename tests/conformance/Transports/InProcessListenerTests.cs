using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class InProcessListenerTests : ListenerTests
{
    private protected override ProcessAddress NewAddress() => new InProcessAddress(Guid.NewGuid().ToString());

    [Fact]
    public void Connect_UnknownName_TellsTheKnownOnes()
    {
        using var listener = TransportEndpoint.Listen(new InProcessAddress("the known one"), 1);
        var error = Assert.Throws<ConnectFailedException>(() => TransportEndpoint.Connect(new InProcessAddress("x"), Deadline.Never, CancellationToken.None));
        Assert.Contains("the known one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_QueueFull_WaitsForRoomUntilTheDeadline()
    {
        using var listener = TransportEndpoint.Listen(NewAddress(), backlog: 1);
        using var first = TransportEndpoint.Connect(listener.Address, Deadline.Never, CancellationToken.None);
        Assert.Throws<TimeoutException>(() => TransportEndpoint.Connect(listener.Address, Deadline.After(TimeSpan.FromMilliseconds(5)), CancellationToken.None));
        var waiting = TransportEndpoint.ConnectAsync(listener.Address, CancellationToken.None).AsTask();
        var blocked = TransportCalls.RunAsync(() => Task.FromResult(TransportEndpoint.Connect(listener.Address, Deadline.Never, CancellationToken.None)));
        listener.Accept(CancellationToken.None).Dispose();
        var one = await Task.WhenAny(waiting, blocked).WaitAsync(UnexpectedTimeout);
        (await one).Dispose();
        listener.Dispose();
        await Assert.ThrowsAsync<ConnectFailedException>(() => (one == waiting ? blocked : waiting).WaitAsync(UnexpectedTimeout));
    }
}
