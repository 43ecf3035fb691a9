using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Listening;

/// <summary>What a listener and a client do, whatever lies between them.</summary>
public abstract partial class ListenerTests : CleanTestBase
{
    private static readonly AuthKey s_key = AuthKey.Generate();
    private static readonly AuthKey s_otherKey = AuthKey.Generate();

    protected override int? DescriptorTolerance => 20;

    /// <summary>An address nobody else uses.</summary>
    protected abstract ProcessAddress NewAddress();

    /// <summary>How an honest client's first bytes may look.</summary>
    protected virtual byte[] HonestStart => [0, 0, 0, 59, 1, 80];

    /// <summary>Sets what this way of connecting needs on both ends.</summary>
    protected virtual void Configure(EndpointOptions options)
    {
    }

    [Fact]
    public void Connect_Blocking_ExchangesMessages()
    {
        using var listener = Listen();
        using var client = Client.Connect(listener.Address, ForClient());
        using var server = listener.Accept(UnexpectedTimeout);
        client.Send("from the client");
        server.Send("from the server");
        Assert.Equal("from the client", server.Receive<string>());
        Assert.Equal("from the server", client.Receive<string>());
        client.Dispose();
        Assert.False(server.TryReceive<string>(out _));
    }

    [Fact]
    public async Task Connect_Async_ExchangesMessages()
    {
        await using var listener = Listen();
        var accepting = listener.AcceptAsync().AsTask();
        await using var client = await Client.ConnectAsync(listener.Address.ToString(), ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await accepting.WaitAsync(UnexpectedTimeout);
        await server.SendAsync(42);
        await client.SendAsync(43);
        Assert.Equal(42, await client.ReceiveAsync<int>());
        Assert.Equal(43, await server.ReceiveAsync<int>());
        Assert.Equal(server.Peer, listener.LastAccepted);
    }

    [Fact]
    public async Task Connect_ManyAtATime_AllComeIn()
    {
        const int Clients = 30;
        await using var listener = Listen();
        var accepting = AcceptAllAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async i =>
        {
            var client = await Client.ConnectAsync(listener.Address, ForClient());
            await client.SendAsync(i);
            return client;
        })).WaitAsync(UnexpectedTimeout);
        var received = await accepting.WaitAsync(UnexpectedTimeout);
        Assert.Equal(Enumerable.Range(0, Clients), received.Order());
        Array.ForEach(clients, client => client.Dispose());

        async Task<List<int>> AcceptAllAsync()
        {
            var numbers = new List<int>();
            await foreach (var server in listener.AcceptAllAsync())
            {
                await using (server)
                {
                    numbers.Add(await server.ReceiveAsync<int>());
                }

                if (numbers.Count == Clients)
                {
                    break;
                }
            }

            return numbers;
        }
    }

    [Fact]
    public void Connect_WrongKey_FailsOnBothSidesAndTheNextOneComesIn()
    {
        using var listener = Listen();
        var failures = new Failures(listener);
        var options = ForClient();
        options.Keys = [s_otherKey];
        var error = Assert.Throws<PeerAuthenticationException>(() => Client.Connect(listener.Address, options));
        Assert.Equal(AuthenticationFailure.Refused, error.Reason);
        Assert.Contains(listener.Address.ToString(), error.Message, StringComparison.Ordinal);
        var failed = failures.Take(UnexpectedTimeout);
        Assert.Contains(failed.Reason, new[] { AuthenticationFailure.WrongKey, AuthenticationFailure.UnknownKey });

        using var client = Client.Connect(listener.Address, ForClient());
        using var server = listener.Accept(UnexpectedTimeout);
        client.Send(1);
        Assert.Equal(1, server.Receive<int>());
    }

    [Fact]
    public async Task Connect_KeyBeingExchanged_BothComeIn()
    {
        var options = ForListener();
        options.Keys = [s_key, s_otherKey];
        await using var listener = new Listener(NewAddress(), options);
        foreach (var key in new[] { s_key, s_otherKey })
        {
            var ofClient = ForClient();
            ofClient.Keys = [key];
            await using var client = await Client.ConnectAsync(listener.Address, ofClient).AsTask().WaitAsync(UnexpectedTimeout);
            await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        }
    }

    [Fact]
    public void Dispose_NobodyListensAnyMore()
    {
        var listener = Listen();
        listener.Dispose();
        listener.Dispose();
        var options = ForClient();
        options.Retry = Polly.ResiliencePipeline.Empty;
        var error = Assert.Throws<ConnectFailedException>(() => Client.Connect(listener.Address, options));
        Assert.Equal(ConnectFailedReason.NobodyListens, error.Reason);
    }

    [Fact]
    public async Task Dispose_CallsThatWait_EndAndLaterOnesFail()
    {
        var listener = Listen();
        var blocked = Task.Factory.StartNew(() => listener.Accept(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var waiting = listener.AcceptAsync().AsTask();
        var all = Task.Run(async () =>
        {
            await foreach (var connection in listener.AcceptAllAsync())
            {
                connection.Dispose();
            }
        });
        await listener.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => blocked).WaitAsync(UnexpectedTimeout);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting).WaitAsync(UnexpectedTimeout);
        await all.WaitAsync(UnexpectedTimeout);
        Assert.Throws<ObjectDisposedException>(() => listener.Accept());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => listener.AcceptAsync().AsTask());
    }

    [Fact]
    public async Task Dispose_ConnectionsNobodyTook_AreClosed()
    {
        var listener = Listen();
        await using var client = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        await listener.DisposeAsync();
        Assert.False((await client.TryReceiveAsync<int>().AsTask().WaitAsync(UnexpectedTimeout)).HasValue);
    }

    [Fact]
    public async Task Dispose_ConnectionsThatWereTaken_LiveOn()
    {
        var listener = Listen();
        await using var client = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        await listener.DisposeAsync();
        await client.SendAsync(5);
        Assert.Equal(5, await server.ReceiveAsync<int>());
    }

    [Fact]
    public async Task Accept_TimeOrTokenFirst_TakesNothing()
    {
        await using var listener = Listen();
        Assert.Throws<TimeoutException>(() => listener.Accept(ExpectedTimeout));
        Assert.Throws<TimeoutException>(() => listener.Accept(TimeSpan.Zero));
        using var source = new CancellationTokenSource();
        var waiting = listener.AcceptAsync(source.Token).AsTask();
        var blocked = Task.Run(() => listener.Accept(source.Token));
        source.Cancel();
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting).WaitAsync(UnexpectedTimeout)).CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked).WaitAsync(UnexpectedTimeout);

        await using var client = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        using var server = listener.Accept(UnexpectedTimeout);
    }

    [Fact]
    public async Task Connect_CycleAfterCycle_LeavesNoDescriptor()
    {
        int cycles = Environment.GetEnvironmentVariable("PROCESSING_SOAK") is null ? 200 : 10_000;
        await using var listener = Listen();
        for (int i = 0; i < cycles; i++)
        {
            await using var client = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
            await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        }
    }

    private protected Listener Listen() => new(NewAddress(), ForListener());

    private protected ListenerOptions ForListener()
    {
        var options = new ListenerOptions { Keys = [s_key] };
        Configure(options);
        return options;
    }

    private protected ClientOptions ForClient()
    {
        var options = new ClientOptions { Keys = [s_key] };
        Configure(options);
        return options;
    }
}
