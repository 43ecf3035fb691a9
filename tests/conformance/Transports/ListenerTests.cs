using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

/// <summary>What every listener and connector does.</summary>
public abstract class ListenerTests : CleanTestBase
{
    private const int Backlog = 8;

    protected override int? DescriptorTolerance => 12;

    /// <summary>An address that nobody uses yet.</summary>
    private protected abstract ProcessAddress NewAddress();

    [Fact]
    public async Task Connect_AndAccept_InBothForms()
    {
        using var listener = TransportEndpoint.Listen(NewAddress(), Backlog);
        for (int i = 0; i < 20; i++)
        {
            var accepting = TransportCalls.RunAsync(async () => i % 2 == 0
                ? listener.Accept(CancellationToken.None)
                : await listener.AcceptAsync(CancellationToken.None));
            using var client = i % 3 == 0
                ? TransportEndpoint.Connect(listener.Address, Deadline.After(UnexpectedTimeout), CancellationToken.None)
                : await TransportEndpoint.ConnectAsync(listener.Address, CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout);
            using var server = await accepting.WaitAsync(UnexpectedTimeout);
            client.Send([1, 2, 3], default, handles: null, CancellationToken.None);
            Assert.Equal([1, 2, 3], await new TransportCalls(CallForm.Mixed).ReceiveExactlyAsync(server, 3));
            server.Dispose();
            Assert.Empty(await new TransportCalls(CallForm.Mixed).ReceiveAsync(client));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accept_Canceled_AndTheListenerGoesOn(bool blocking)
    {
        using var listener = TransportEndpoint.Listen(NewAddress(), Backlog);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AcceptAsync(listener, blocking, new CancellationToken(canceled: true)));
        for (int i = 0; i < 10; i++)
        {
            using var source = new CancellationTokenSource();
            var accepting = AcceptAsync(listener, blocking, source.Token);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting.WaitAsync(UnexpectedTimeout));
        }

        using var client = TransportEndpoint.Connect(listener.Address, Deadline.Never, CancellationToken.None);
        using var server = await AcceptAsync(listener, blocking, CancellationToken.None).WaitAsync(UnexpectedTimeout);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_EndsTheCallsThatWait_AndLaterOnes(bool blocking)
    {
        for (int i = 0; i < 10; i++)
        {
            var listener = TransportEndpoint.Listen(NewAddress(), Backlog);
            var accepting = Enumerable.Range(0, 3).Select(_ => AcceptAsync(listener, blocking, CancellationToken.None)).ToArray();
            listener.Dispose();
            listener.Dispose();
            foreach (var call in accepting.Append(AcceptAsync(listener, blocking, CancellationToken.None)))
            {
                await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(UnexpectedTimeout));
            }
        }
    }

    [Fact]
    public async Task Dispose_WithConnectionsNobodyAccepted_EndsThem()
    {
        var listener = TransportEndpoint.Listen(NewAddress(), Backlog);
        using var client = TransportEndpoint.Connect(listener.Address, Deadline.Never, CancellationToken.None);
        listener.Dispose();
        try
        {
            Assert.Empty(await TransportCalls.RunAsync(() => new TransportCalls(CallForm.Blocking).ReceiveAsync(client)).WaitAsync(UnexpectedTimeout));
        }
        catch (ConnectionClosedException)
        {
            Assert.True(client.IsClosed); // TCP resets what was never accepted
        }
    }

    [Fact]
    public async Task Connect_NobodyListens_SaysSo()
    {
        var listener = TransportEndpoint.Listen(NewAddress(), Backlog);
        listener.Dispose();
        var error = Assert.Throws<ConnectFailedException>(() => TransportEndpoint.Connect(listener.Address, Deadline.Never, CancellationToken.None));
        Assert.Equal(ConnectFailedReason.NobodyListens, error.Reason);
        Assert.Contains(listener.Address.ToString(), error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<ConnectFailedException>(() => TransportEndpoint.ConnectAsync(listener.Address, CancellationToken.None).AsTask());
        Assert.Equal(ConnectFailedReason.NobodyListens, error.Reason);
        Assert.Throws<OperationCanceledException>(() => TransportEndpoint.Connect(listener.Address, Deadline.Never, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Listen_WhereSomebodyListens_IsRefused()
    {
        using var listener = TransportEndpoint.Listen(NewAddress(), Backlog);
        var error = Assert.ThrowsAny<ProcessingException>(() => TransportEndpoint.Listen(listener.Address, Backlog));
        Assert.Contains(listener.Address.ToString(), error.Message, StringComparison.Ordinal);
        var accepting = AcceptAllAsync(listener);
        using var client = TransportEndpoint.Connect(listener.Address, Deadline.Never, CancellationToken.None);
        listener.Dispose();
        foreach (var accepted in await accepting.WaitAsync(UnexpectedTimeout))
        {
            accepted.Dispose();
        }
    }

    [Fact]
    public void Listen_Again_AfterDispose()
    {
        var address = NewAddress();
        for (int i = 0; i < 5; i++)
        {
            using var listener = TransportEndpoint.Listen(address, Backlog);
            address = listener.Address;
            using var client = TransportEndpoint.Connect(address, Deadline.Never, CancellationToken.None);
            using var server = listener.Accept(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Connect_ManyAtOnce_AllAreAccepted()
    {
        // All fit into the queue: TCP drops what does not, and tries again only after seconds.
        const int Count = 100;
        using var listener = TransportEndpoint.Listen(NewAddress(), Count);
        var connecting = Enumerable.Range(0, Count).Select(_ => TransportEndpoint.ConnectAsync(listener.Address, CancellationToken.None).AsTask()).ToArray();
        var accepting = Enumerable.Range(0, Count).Select(_ => listener.AcceptAsync(CancellationToken.None).AsTask()).ToArray();
        foreach (var transport in await Task.WhenAll(connecting.Concat(accepting)).WaitAsync(UnexpectedTimeout))
        {
            transport.Dispose();
        }
    }

    private protected static Task<Transport> AcceptAsync(TransportListener listener, bool blocking, CancellationToken cancellationToken)
        => TransportCalls.RunAsync(async () => blocking ? listener.Accept(cancellationToken) : await listener.AcceptAsync(cancellationToken));

    private static async Task<List<Transport>> AcceptAllAsync(TransportListener listener)
    {
        var accepted = new List<Transport>();
        try
        {
            while (true)
            {
                accepted.Add(await listener.AcceptAsync(CancellationToken.None));
            }
        }
        catch (ObjectDisposedException)
        {
            return accepted;
        }
    }
}
