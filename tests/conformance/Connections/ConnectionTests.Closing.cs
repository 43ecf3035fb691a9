using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class ConnectionTests
{
    [Fact]
    public async Task CompleteSending_EndsOneDirectionOnly()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            await SendAsync(first, "last");
            first.CompleteSending();
            first.CompleteSending();
            Assert.True(first is { CanSend: false, CanReceive: true, IsClosed: false });
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(first, "more"));
            Assert.Equal("last", (await ReceiveAsync<string>(second)).Value);
            Assert.False((await ReceiveAsync<string>(second)).HasValue);
            for (int i = 0; i < 5; i++)
            {
                await SendAsync(second, i);
                Assert.Equal(i, (await ReceiveAsync<int>(first)).Value);
            }

            second.CompleteSending();
            Assert.False((await ReceiveAsync<int>(first)).HasValue);
        }
    }

    [Fact]
    public async Task CompleteSending_WrongStates_AreRefused()
    {
        var (receiver, sender) = CreatePair(duplex: false);
        using (receiver)
        using (sender)
        {
            Assert.Throws<InvalidOperationException>(receiver.CompleteSending);
            sender.CompleteSending();
            Assert.False((await ReceiveAsync<int>(receiver)).HasValue);
            sender.Dispose();
            Assert.ThrowsAny<ObjectDisposedException>(sender.CompleteSending);
        }
    }

    [Fact]
    public async Task Close_PeerReadsToTheEnd_DeliversEverything()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            const int Count = 3_000; // more than the transport holds
            var closing = RunAsync(async () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    await SendBytesAsync(first, new byte[1_000]);
                }

                Assert.True(await Calls.CloseAsync(first, UnexpectedTimeout));
            });
            for (int i = 0; i < Count; i++)
            {
                Assert.Equal(1_000, (await ReceiveBytesAsync(second)).Length);
            }

            Assert.False((await ReceiveAsync<int>(second)).HasValue);
            Assert.False(first.IsClosed);
            await SendAsync(second, "dropped by the closing end");
            second.Dispose();
            await closing.WaitAsync(UnexpectedTimeout);
            Assert.True(first.IsClosed);
            Assert.Null(first.CloseReason);
            Assert.False(await Calls.CloseAsync(first, UnexpectedTimeout));
        }
    }

    [Fact]
    public async Task Close_BothAtOnce_BothSeeTheEnd()
    {
        var (first, second) = CreatePair();
        await SendAsync(first, 1);
        var closing = RunAsync(async () => Assert.True(await Calls.CloseAsync(first, UnexpectedTimeout)));
        Assert.True(await Calls.CloseAsync(second, UnexpectedTimeout));
        await closing.WaitAsync(UnexpectedTimeout);
        var (receiver, sender) = CreatePair(duplex: false);
        closing = RunAsync(async () => Assert.True(await Calls.CloseAsync(sender, UnexpectedTimeout)));
        Assert.True(await Calls.CloseAsync(receiver, UnexpectedTimeout));
        await closing.WaitAsync(UnexpectedTimeout);
    }

    [Fact]
    public async Task Close_PeerDoesNotEnd_ClosesAfterTheTime()
    {
        var (first, second) = CreatePair();
        using (second)
        {
            Assert.False(await Calls.CloseAsync(first, TimeSpan.FromMilliseconds(5)));
            Assert.True(first.IsClosed);
            (first, var other) = CreatePair();
            using (other)
            using (var source = new CancellationTokenSource())
            {
                var closing = RunAsync(() => Calls.CloseAsync(first, Timeout.InfiniteTimeSpan, source.Token));
                await source.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => closing.WaitAsync(UnexpectedTimeout));
                Assert.True(first.IsClosed);
            }
        }
    }

    [Fact]
    public async Task Close_WhileReceiving_IsAMistakeThatChangesNothing()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            var receiving = RunAsync(async () => Assert.Equal(1, (await ReceiveAsync<int>(second)).Value));
            while (!IsReceiving(second))
            {
                await Task.Yield();
            }

            await Assert.ThrowsAsync<InvalidOperationException>(() => Calls.CloseAsync(second, UnexpectedTimeout));
            await SendAsync(first, 1);
            await receiving.WaitAsync(UnexpectedTimeout);
            await SendAsync(second, 2);
            Assert.Equal(2, (await ReceiveAsync<int>(first)).Value);
        }
    }

    [Fact]
    public async Task Abort_EndsEveryCallWithTheFirstReason()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            var closed = second.Closed;
            var receiving = RunAsync(() => ReceiveAsync<int>(second));
            while (!IsReceiving(second))
            {
                await Task.Yield();
            }

            var reason = new TimeZoneNotFoundException("the reason");
            second.Abort(reason);
            second.Abort(new InvalidOperationException("not the first"));
            Assert.True(closed.IsCancellationRequested);
            Assert.Same(reason, second.CloseReason);
            var error = await Assert.ThrowsAsync<ConnectionClosedException>(() => receiving.WaitAsync(UnexpectedTimeout));
            Assert.Same(reason, error.InnerException);
            Assert.Same(reason, (await Assert.ThrowsAsync<ConnectionClosedException>(() => SendAsync(second, 1))).InnerException);
            await EndsByFailureOfPeerAsync(first);
            first.Abort();
            Assert.IsType<ConnectionClosedException>(first.CloseReason);
        }
    }
}
