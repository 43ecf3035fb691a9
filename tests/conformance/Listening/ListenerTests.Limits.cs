using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

public abstract partial class ListenerTests
{
    [Fact]
    public async Task Handshake_SilentPeers_HoldUpNobody()
    {
        const int Silent = 1_000;
        var options = ForListener();
        options.Backlog = Silent;
        await using var listener = new Listener(NewAddress(), options);
        var failures = new Failures(listener);
        var silent = new List<Transport>();
        try
        {
            for (int i = 0; i < Silent; i++)
            {
                silent.Add(await ConnectRawAsync(listener));
                if (i % 100 == 0)
                {
                    await ConnectHonestAsync(listener);
                }
            }

            await ConnectHonestAsync(listener);
            Assert.True(SpinWait.SpinUntil(() => failures.Count >= Silent - options.MaxPendingHandshakes, UnexpectedTimeout));
            Assert.Equal(AuthenticationFailure.Displaced, failures.Take(UnexpectedTimeout).Reason);
        }
        finally
        {
            silent.ForEach(transport => transport.Dispose());
        }
    }

    [Fact]
    public async Task Handshake_MorePendingThanAllowed_DropsTheOldest()
    {
        var options = ForListener();
        options.MaxPendingHandshakes = 2;
        await using var listener = new Listener(NewAddress(), options);
        var failures = new Failures(listener);
        using var first = await ConnectRawAsync(listener);
        using var second = await ConnectRawAsync(listener);
        using var third = await ConnectRawAsync(listener);
        Assert.Equal(AuthenticationFailure.Displaced, failures.Take(UnexpectedTimeout).Reason);
        await AssertEndAsync(first);
        Assert.Equal(0, failures.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public async Task Handshake_StallAfterSomeBytes_EndsByTheDeadline(int bytes)
    {
        var time = new ManualTime();
        var options = ForListener();
        options.TimeProvider = time;
        await using var listener = new Listener(NewAddress(), options);
        var failures = new Failures(listener);
        using var stalling = await ConnectRawAsync(listener);
        if (bytes > 0)
        {
            stalling.Send(HonestStart.AsSpan(0, bytes), [], handles: null, CancellationToken.None);
        }

        Assert.True(SpinWait.SpinUntil(() => time.Timers > 0, UnexpectedTimeout));
        time.Advance(options.HandshakeTimeout - TimeSpan.FromTicks(1));
        await ConnectHonestAsync(listener);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(AuthenticationFailure.TimedOut, failures.Take(UnexpectedTimeout).Reason);
        await AssertEndAsync(stalling);
    }

    [Fact]
    public async Task Handshake_PeerGoes_IsReportedAsThat()
    {
        await using var listener = Listen();
        var failures = new Failures(listener);
        (await ConnectRawAsync(listener)).Dispose();
        var half = await ConnectRawAsync(listener);
        half.Send([0, 0], [], handles: null, CancellationToken.None);
        half.Dispose();
        Assert.Contains(failures.Take(UnexpectedTimeout).Reason, PeerIsGone);
        Assert.Contains(failures.Take(UnexpectedTimeout).Reason, PeerIsGone);
        await ConnectHonestAsync(listener);
    }

    [Fact]
    public async Task Handshake_PeerDiesAtEachByte_EndsThatConnectionAlone()
    {
        await using var listener = Listen();
        var failures = new Failures(listener);
        for (int bytes = 0; bytes <= HonestStart.Length; bytes++)
        {
            var dying = await ConnectRawAsync(listener);
            dying.Send(HonestStart.AsSpan(0, bytes), [], handles: null, CancellationToken.None);
            dying.Dispose();
            Assert.Contains(failures.Take(UnexpectedTimeout).Reason, PeerIsGone);
        }

        await ConnectHonestAsync(listener);
    }

    [Fact]
    public async Task Handshake_Junk_EndsThatConnectionAlone()
    {
        await using var listener = Listen();
        var failures = new Failures(listener);
        using var stranger = await ConnectRawAsync(listener);
        stranger.Send("GET / HTTP/1.1\r\n\r\n"u8, [], handles: null, CancellationToken.None);
        Assert.NotEqual(AuthenticationFailure.None, failures.Take(UnexpectedTimeout).Reason);
        await AssertEndAsync(stranger);
        await ConnectHonestAsync(listener);
    }

    [Fact]
    public async Task Connect_MoreThanAllowed_AreRefusedUntilOneIsClosed()
    {
        var options = ForListener();
        options.MaxConnections = 2;
        await using var listener = new Listener(NewAddress(), options);
        var failures = new Failures(listener);
        await using var first = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        await using var ofFirst = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        await using var second = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        await using var ofSecond = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        using (var third = await ConnectRawAsync(listener))
        {
            Assert.Equal(AuthenticationFailure.TooManyConnections, failures.Take(UnexpectedTimeout).Reason);
            await AssertEndAsync(third);
        }

        ofFirst.Dispose();
        await ConnectHonestAsync(listener);
    }

    [Fact]
    public async Task Accept_NobodyTakesWhatComes_AcceptingPauses()
    {
        var options = ForListener();
        options.Backlog = 1;
        await using var listener = new Listener(NewAddress(), options);
        await using var first = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        var waiting = ForClient();
        waiting.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        var second = Client.ConnectAsync(listener.Address, waiting).AsTask();
        var third = Client.ConnectAsync(listener.Address, waiting).AsTask();
        for (int i = 0; i < 3; i++)
        {
            (await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout)).Dispose();
        }

        (await second.WaitAsync(UnexpectedTimeout)).Dispose();
        (await third.WaitAsync(UnexpectedTimeout)).Dispose();
    }

    [Fact]
    public async Task HandshakeFailed_HandlerThrows_TheListenerGoesOn()
    {
        await using var listener = Listen();
        listener.HandshakeFailed += (_, _) => throw new InvalidOperationException("a handler's own mistake");
        var failures = new Failures(listener);
        (await ConnectRawAsync(listener)).Dispose();
        await ConnectHonestAsync(listener);
        Assert.Equal(0, failures.Count); // the exception kept it from the handlers behind
    }

    /// <summary>What a peer that goes in the middle is called: TLS may notice it first.</summary>
    private static AuthenticationFailure[] PeerIsGone => [AuthenticationFailure.PeerClosed, AuthenticationFailure.TlsFailed];

    private protected static async Task<Transport> ConnectRawAsync(Listener listener)
    {
        var address = listener.Address is TlsAddress tls ? tls.Inner : listener.Address;
        return await TransportEndpoint.ConnectAsync(address, CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout);
    }

    private protected static async Task AssertEndAsync(Transport transport)
    {
        // What the other end said before it closed, then the end.
        while (true)
        {
            var result = await transport.Input.ReadAsync().AsTask().WaitAsync(UnexpectedTimeout);
            transport.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    private async Task ConnectHonestAsync(Listener listener)
    {
        var accepting = listener.AcceptAsync().AsTask();
        await using var client = await Client.ConnectAsync(listener.Address, ForClient()).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await accepting.WaitAsync(UnexpectedTimeout);
        await client.SendAsync(7);
        Assert.Equal(7, await server.ReceiveAsync<int>().AsTask().WaitAsync(UnexpectedTimeout));
    }
}
