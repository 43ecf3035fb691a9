using System.Net.Sockets;
using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

public sealed class TcpListenerTests : ListenerTests
{
    private protected override ProcessAddress NewAddress() => ProcessAddress.AnyTcp;

    [Fact]
    public void Listen_PortZero_TellsThePort()
    {
        using var listener = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 1);
        Assert.NotEqual(0, Assert.IsType<TcpAddress>(listener.Address).Port);
        Assert.Equal("127.0.0.1", Assert.IsType<TcpAddress>(listener.Address).Host);
    }

    [Fact]
    public async Task Connect_ByName_TriesTheAddressesInTurn()
    {
        // localhost may be ::1 first, where nobody listens.
        using var listener = TransportEndpoint.Listen(new TcpAddress("localhost", 0), 4);
        using var client = TransportEndpoint.Connect(listener.Address, Deadline.After(UnexpectedTimeout), CancellationToken.None);
        using var server = listener.Accept(CancellationToken.None);
        using var second = await TransportEndpoint.ConnectAsync(listener.Address, CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout);
        Assert.Equal(listener.Address, client.Peer?.Address);
    }

    [Fact]
    public async Task Connect_UnknownHost_SaysSo()
    {
        var address = new TcpAddress("no-such-host.invalid", 1);
        var error = Assert.Throws<ConnectFailedException>(() => TransportEndpoint.Connect(address, Deadline.Never, CancellationToken.None));
        Assert.Equal(ConnectFailedReason.UnknownHost, error.Reason);
        Assert.Contains("no-such-host.invalid", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<ConnectFailedException>(() => TransportEndpoint.ConnectAsync(address, CancellationToken.None).AsTask());
        Assert.Equal(ConnectFailedReason.UnknownHost, error.Reason);
        Assert.ThrowsAny<ProcessingException>(() => TransportEndpoint.Listen(address, 1));
    }

    [Fact]
    public void Listen_AddressOfAnotherMachine_IsRefused()
        => Assert.Equal(99, Assert.Throws<NativeCallException>(() => TransportEndpoint.Listen(new TcpAddress("192.0.2.1", 0), 1)).ErrorNumber);

    [Fact]
    public async Task Connect_NoAnswer_EndsWithTheDeadlineOrTheToken()
    {
        using var listener = TransportEndpoint.Listen(ProcessAddress.AnyTcp, backlog: 1);
        var clients = new List<Transport>();
        try
        {
            // The queue of a listener that does not accept fills up; then the system does not answer any more.
            Assert.Throws<TimeoutException>(() =>
            {
                while (clients.Count < 50)
                {
                    clients.Add(TransportEndpoint.Connect(listener.Address, Deadline.After(TimeSpan.FromMilliseconds(50)), CancellationToken.None));
                }
            });
            using var source = new CancellationTokenSource();
            var blocked = TransportCalls.RunAsync(() => Task.FromResult(TransportEndpoint.Connect(listener.Address, Deadline.Never, source.Token)));
            var waiting = TransportEndpoint.ConnectAsync(listener.Address, source.Token).AsTask();
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked.WaitAsync(UnexpectedTimeout));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(UnexpectedTimeout));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Dispose_ManyPeersWhoTakeNothing_KeepsFewDescriptors()
    {
        using var listener = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 16);
        int port = Assert.IsType<TcpAddress>(listener.Address).Port;
        var strangers = new List<Socket>();
        var ends = new List<TcpTransport>();
        try
        {
            while (ends.Count < TcpFarewell.MostAtOnce + 20)
            {
                strangers.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1 });
                await strangers[^1].ConnectAsync("127.0.0.1", port).WaitAsync(UnexpectedTimeout);
                ends.Add(Assert.IsType<TcpTransport>(await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout)));
                ends[^1].Send(new byte[8192], [], handles: null, CancellationToken.None); // more than that end takes without reading
                ends[^1].Dispose();
            }

            Assert.InRange(ends.Count(end => !end.Socket.IsClosed), 1, TcpFarewell.MostAtOnce);
        }
        finally
        {
            strangers.ForEach(stranger => stranger.Dispose());
        }

        Assert.True(SpinWait.SpinUntil(() => ends.TrueForAll(end => end.Socket.IsClosed), UnexpectedTimeout));
    }

    [Fact]
    public void Connect_ToAFreePortOfThisMachine_NeverMeetsItself()
    {
        using var listener = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 1);
        int port = Assert.IsType<TcpAddress>(listener.Address).Port;
        listener.Dispose();
        for (int i = 0; i < 200; i++)
        {
            Assert.Throws<ConnectFailedException>(() => TransportEndpoint.Connect(new TcpAddress("127.0.0.1", port), Deadline.Never, CancellationToken.None));
        }
    }

    [Fact]
    public void Listen_Wildcard_TakesBothKinds()
    {
        string wildcard = Endpoints.HasIPv6 ? "::" : "0.0.0.0";
        using var listener = TransportEndpoint.Listen(new TcpAddress(wildcard, 0), 4);
        int port = Assert.IsType<TcpAddress>(listener.Address).Port;
        using var four = TransportEndpoint.Connect(new TcpAddress("127.0.0.1", port), Deadline.Never, CancellationToken.None);
        using var accepted = listener.Accept(CancellationToken.None);
        Assert.Equal("127.0.0.1", Assert.IsType<TcpAddress>(accepted.Peer?.Address).Host);
    }

    [Fact]
    public void Heartbeat_IsSetOnBothEnds()
    {
        var options = new TransportOptions { Heartbeat = TimeSpan.FromSeconds(10) };
        using var listener = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 1, options);
        using var client = TransportEndpoint.Connect(listener.Address, options, Deadline.Never, CancellationToken.None);
        using var server = listener.Accept(CancellationToken.None);
        foreach (var end in new[] { client, server }.Cast<TcpTransport>())
        {
            Assert.NotEqual(0, Option(end, Libc.IPPROTO_TCP, Libc.TCP_NODELAY));
            Assert.NotEqual(0, Option(end, Libc.SOL_SOCKET, Libc.SO_KEEPALIVE));
            Assert.Equal(10_000, Option(end, Libc.IPPROTO_TCP, Libc.TCP_USER_TIMEOUT));
            int most = Option(end, Libc.IPPROTO_TCP, Libc.TCP_KEEPIDLE)
                + (Option(end, Libc.IPPROTO_TCP, Libc.TCP_KEEPINTVL) * Option(end, Libc.IPPROTO_TCP, Libc.TCP_KEEPCNT));
            Assert.Equal(10, most);
        }

        Assert.Throws<ArgumentOutOfRangeException>(
            () => TransportEndpoint.Listen(ProcessAddress.AnyTcp, 1, new TransportOptions { Heartbeat = TimeSpan.FromSeconds(1) }));
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Receive_ResetByPeer_IsAFailureAndNoEnd(CallForm form)
    {
        using var listener = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 1);
        using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(enable: true, seconds: 0) };
        await peer.ConnectAsync("127.0.0.1", ((TcpAddress)listener.Address).Port);
        using var server = listener.Accept(CancellationToken.None);
        var receiving = TransportCalls.RunAsync(() => new TransportCalls(form).ReceiveAsync(server));
        peer.Close(); // without waiting for anything to be delivered, which resets the connection
        var error = await Assert.ThrowsAsync<ConnectionClosedException>(() => receiving.WaitAsync(UnexpectedTimeout));
        Assert.Equal(NativeError.ECONNRESET, Assert.IsType<NativeCallException>(error.InnerException).ErrorNumber);
        Assert.Same(error.InnerException, server.CloseReason);
    }

    [Fact]
    public async Task Dispose_PeerDoesNotRead_StillDeliversAll()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        using (server)
        {
            byte[] sent = new byte[200_000];
            new Random(5).NextBytes(sent);
            server.Send([1, 2, 3], default, handles: null, CancellationToken.None); // unread by the client
            client.Send(sent, default, handles: null, CancellationToken.None);
            client.Dispose();
            server.Send([4, 5, 6], default, handles: null, CancellationToken.None); // arrives when nobody will read it
            Assert.True((await TransportCalls.RunAsync(() => new TransportCalls(CallForm.Async).ReceiveExactlyAsync(server, int.MaxValue))
                .WaitAsync(UnexpectedTimeout)).AsSpan().SequenceEqual(sent));
        }
    }

    private static int Option(TcpTransport transport, int level, int option)
    {
        Assert.Equal(0, Libc.GetOption(transport.Socket, level, option, out int value));
        return value;
    }
}
