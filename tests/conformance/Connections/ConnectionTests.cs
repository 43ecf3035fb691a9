using System.Buffers;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>What every connection does, whichever transport is below and whichever form of the calls is used.</summary>
public abstract partial class ConnectionTests(ConnectionCalls calls)
{
    /// <summary>Long enough that it passes only when something hangs.</summary>
    protected static readonly TimeSpan UnexpectedTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The form of the calls.</summary>
    protected ConnectionCalls Calls { get; } = calls;

    [Fact]
    public async Task Send_Values_ArriveInOrder()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            for (int i = 0; i < 200; i++)
            {
                await SendAsync(first, i);
            }

            for (int i = 0; i < 200; i++)
            {
                Assert.Equal(new Received<int>(true, i), await ReceiveAsync<int>(second));
            }
        }
    }

    [Fact]
    public async Task SendBytes_Empty_IsAMessageAndNotTheEnd()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            await SendBytesAsync(first, Array.Empty<byte>());
            await SendBytesAsync(first, new byte[] { 1 });
            first.Dispose();
            Assert.Empty(await ReceiveBytesAsync(second));
            Assert.Equal([1], await ReceiveBytesAsync(second));
            await Assert.ThrowsAsync<EndOfStreamException>(() => ReceiveBytesAsync(second));
        }
    }

    [Fact]
    public async Task Receive_PeerClosed_IsTheEndEveryTime()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            await SendAsync(first, "last");
            first.Dispose();
            Assert.Equal("last", (await ReceiveAsync<string>(second)).Value);
            Assert.False((await ReceiveAsync<string>(second)).HasValue);
            Assert.False((await ReceiveAsync<string>(second)).HasValue);
        }
    }

    [Fact]
    public async Task Receive_PeerClosedWithOurMessagesUnread_IsTheEndAfterItsMessages()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            await SendAsync(second, "never read");
            await SendAsync(first, "answer");
            first.Dispose();
            Assert.Equal("answer", (await ReceiveAsync<string>(second)).Value);
            Assert.False((await ReceiveAsync<string>(second)).HasValue);
        }
    }

    [Fact]
    public async Task Send_PeerClosed_FailsWithTheFirstReasonAndLeavesReceivingAlone()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            await SendAsync(first, 42);
            first.Dispose();
            var error = await Assert.ThrowsAsync<ConnectionClosedException>(async () =>
            {
                // TCP hears of it only as the answer to something that was sent.
                for (int i = 0; i < 10_000; i++)
                {
                    await SendAsync(second, 1);
                }
            });
            var again = await Assert.ThrowsAsync<ConnectionClosedException>(() => SendAsync(second, 2));
            Assert.IsType<NativeCallException>(error.InnerException);
            Assert.Same(error.InnerException, again.InnerException);
            Assert.Equal(42, (await ReceiveAsync<int>(second)).Value);
        }
    }

    [Fact]
    public async Task SendBytes_16MiBToASlowReader_ArriveWhole()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            byte[] sent = new byte[16 * 1024 * 1024];
            new Random(1).NextBytes(sent);
            var sending = RunAsync(async () =>
            {
                await SendBytesAsync(first, sent);
                await SendBytesAsync(first, sent.AsMemory(0, 100_000));
            });
            Assert.True(second.Poll(UnexpectedTimeout)); // the reader waits for the whole message before it takes it
            Assert.True((await ReceiveBytesAsync(second)).AsSpan().SequenceEqual(sent));
            Assert.Equal(sent[..100_000], await ReceiveBytesAsync(second));
            await sending.WaitAsync(UnexpectedTimeout);
        }
    }

    [Fact]
    public async Task SendMessage_OfManySegments_ArrivesWhole()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        using (var message = new OutgoingMessage())
        {
            var expected = new List<byte>();
            for (int i = 0; i < 3_000; i++)
            {
                byte[] piece = [.. Enumerable.Repeat((byte)i, i)];
                piece.CopyTo(message.GetMemory(piece.Length));
                message.Advance(piece.Length);
                expected.AddRange(piece);
            }

            var sending = RunAsync(() => SendMessageAsync(first, message));
            using var received = await ReceiveMessageAsync(second);
            Assert.True(received!.Payload.ToArray().SequenceEqual(expected));
            await sending.WaitAsync(UnexpectedTimeout);
        }
    }

    [Fact]
    public async Task Duplex_BothDirectionsAtOnce_DoNotDisturbEachOther()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            const int Count = 2_000;
            async Task Send(Connection from)
            {
                for (int i = 0; i < Count; i++)
                {
                    await SendAsync(from, i);
                }
            }

            async Task Receive(Connection at)
            {
                for (int i = 0; i < Count; i++)
                {
                    Assert.Equal(i, (await ReceiveAsync<int>(at)).Value);
                }
            }

            await Task.WhenAll(
                RunAsync(() => Send(first)), RunAsync(() => Receive(second)),
                RunAsync(() => Send(second)), RunAsync(() => Receive(first))).WaitAsync(UnexpectedTimeout);
        }
    }

    [Fact]
    public async Task OneWay_WrongDirection_IsRefused()
    {
        var (receiver, sender) = CreatePair(duplex: false);
        using (receiver)
        using (sender)
        {
            Assert.True(receiver is { CanReceive: true, CanSend: false });
            Assert.True(sender is { CanReceive: false, CanSend: true });
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(receiver, 1));
            await Assert.ThrowsAsync<InvalidOperationException>(() => ReceiveAsync<int>(sender));
            await SendAsync(sender, 1);
            Assert.Equal(1, (await ReceiveAsync<int>(receiver)).Value);
        }
    }

    [Fact]
    public async Task Receive_AnotherType_FailsAndTheConnectionGoesOn()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendAsync(first, "text");
            await SendBytesAsync(first, new byte[] { 1, 2 });
            await SendBytesAsync(first, Array.Empty<byte>());
            await SendAsync(first, 7);
            await Assert.ThrowsAsync<WireFormatException>(() => ReceiveAsync<int>(second));
            await Assert.ThrowsAsync<WireFormatException>(() => ReceiveAsync<int>(second)); // 1 is a value; 2 follows it
            await Assert.ThrowsAsync<WireFormatException>(() => ReceiveAsync<int>(second)); // nothing is no value
            Assert.Equal(7, (await ReceiveAsync<int>(second)).Value);
        }
    }

    [Fact]
    public async Task Send_ValueThatCannotBeWritten_SendsNothing()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await Assert.ThrowsAsync<MessageSerializationException>(() => SendAsync(first, new System.Text.StringBuilder()));
            first.MaxMessageLength = 10;
            await Assert.ThrowsAsync<MessageSerializationException>(() => SendAsync(first, "more than ten bytes"));
            await SendAsync(first, "next");
            Assert.Equal("next", (await ReceiveAsync<string>(second)).Value);
        }
    }

    [Fact]
    public async Task Receive_LongerThanTheLimit_ClosesTheConnectionWithThatReason()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            second.MaxMessageLength = 99;
            await SendBytesAsync(first, new byte[99]);
            await SendBytesAsync(first, new byte[100]);
            Assert.Equal(99, (await ReceiveBytesAsync(second)).Length);
            var reason = await Assert.ThrowsAsync<WireFormatException>(() => ReceiveBytesAsync(second));
            Assert.True(second.IsClosed);
            Assert.Same(reason, (await Assert.ThrowsAsync<ConnectionClosedException>(() => ReceiveBytesAsync(second))).InnerException);
            Assert.Same(reason, (await Assert.ThrowsAsync<ConnectionClosedException>(() => SendAsync(second, 1))).InnerException);
            await EndsByFailureOfPeerAsync(first);
        }
    }

    /// <summary>True where the transport itself tells an end in order from another one, as TLS does.</summary>
    protected virtual bool TellsFailureFromEnd => false;

    /// <summary>Makes a connected pair; with <paramref name="duplex"/> false the first only receives.</summary>
    protected abstract (Connection First, Connection Second) CreatePair(bool duplex = true);

    private async Task EndsByFailureOfPeerAsync(Connection connection)
    {
        if (TellsFailureFromEnd)
        {
            await Assert.ThrowsAsync<ConnectionClosedException>(() => ReceiveAsync<int>(connection));
        }
        else
        {
            Assert.False((await ReceiveAsync<int>(connection)).HasValue);
        }
    }

    private protected Task SendAsync<T>(Connection connection, T value, CancellationToken cancellationToken = default)
        => Calls.SendAsync(connection, value, cancellationToken);

    private protected Task<Received<T>> ReceiveAsync<T>(Connection connection, CancellationToken cancellationToken = default)
        => Calls.ReceiveAsync<T>(connection, cancellationToken);

    private protected Task SendBytesAsync(Connection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => Calls.SendBytesAsync(connection, bytes, cancellationToken);

    private protected Task<byte[]> ReceiveBytesAsync(Connection connection, CancellationToken cancellationToken = default)
        => Calls.ReceiveBytesAsync(connection, cancellationToken);

    private protected Task<int> ReceiveBytesIntoAsync(Connection connection, Memory<byte> destination)
        => Calls.ReceiveBytesIntoAsync(connection, destination);

    private protected Task<bool> PollAsync(Connection connection, TimeSpan timeout, CancellationToken cancellationToken = default)
        => Calls.PollAsync(connection, timeout, cancellationToken);

    private protected Task SendMessageAsync(Connection connection, OutgoingMessage message) => Calls.SendMessageAsync(connection, message);

    private protected Task<IncomingMessage?> ReceiveMessageAsync(Connection connection) => Calls.ReceiveMessageAsync(connection);

    /// <summary>Runs on a thread of its own, which blocking calls may block.</summary>
    private protected static Task RunAsync(Func<Task> action)
        => Task.Factory.StartNew(() => action().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
