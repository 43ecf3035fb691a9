using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

public abstract partial class ConnectionTests
{
    [Fact]
    public async Task WaitAny_MessagesAndEnds_ReturnsAllThatAreReady()
    {
        var pairs = Enumerable.Range(0, 5).Select(_ => CreatePair()).ToArray();
        try
        {
            IWaitable[] ends = [.. pairs.Select(pair => pair.Second)];
            Assert.Empty(await Calls.WaitAnyAsync(ends, TimeSpan.Zero));
            Assert.Empty(await Calls.WaitAnyAsync(ends, TimeSpan.FromSeconds(-3)));
            Assert.Empty(await Calls.WaitAnyAsync(ends, TimeSpan.FromMilliseconds(5)));
            await SendAsync(pairs[1].First, 1);
            pairs[3].First.Dispose();
            await SendBytesAsync(pairs[4].First, Array.Empty<byte>());
            foreach (var pair in (ReadOnlySpan<int>)[1, 3, 4])
            {
                Assert.True(pairs[pair].Second.Poll(UnexpectedTimeout));
            }

            Assert.Equal([ends[1], ends[3], ends[4]], await Calls.WaitAnyAsync(ends, UnexpectedTimeout));
            Assert.Equal(1, (await ReceiveAsync<int>(pairs[1].Second)).Value);
            Assert.Equal([ends[3], ends[4]], await Calls.WaitAnyAsync(ends, Timeout.InfiniteTimeSpan));
        }
        finally
        {
            DisposeAll(pairs);
        }
    }

    [Fact]
    public async Task WaitAny_NothingReady_WakesForEach()
    {
        var pairs = Enumerable.Range(0, 70).Select(_ => CreatePair()).ToArray(); // more than fit on the stack of the call
        try
        {
            IWaitable[] ends = [.. pairs.Select(pair => pair.Second)];
            foreach (int index in (int[])[0, 35, 69])
            {
                var waiting = RunAsync(async () => Assert.Equal([ends[index]], await Calls.WaitAnyAsync(ends, Timeout.InfiniteTimeSpan)));
                while (!IsReceiving(pairs[69].Second))
                {
                    await Task.Yield();
                }

                await SendAsync(pairs[index].First, index);
                await waiting.WaitAsync(UnexpectedTimeout);
                Assert.Equal(index, (await ReceiveAsync<int>(pairs[index].Second)).Value);
            }
        }
        finally
        {
            DisposeAll(pairs);
        }
    }

    [Fact]
    public async Task WaitAny_PartOfAMessage_IsNotReady()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            const int Length = 3 * 1024 * 1024; // more than a socket holds
            var sending = RunAsync(() => SendBytesAsync(first, new byte[Length]));
            Assert.Same(second, Assert.Single(await Calls.WaitAnyAsync([second], Timeout.InfiniteTimeSpan)));
            await sending.WaitAsync(UnexpectedTimeout); // so the wait has taken all of it
            Assert.Equal(Length, (await ReceiveBytesAsync(second)).Length);
        }
    }

    [Fact]
    public async Task WaitAny_Canceled_LeavesTheConnectionsUsable()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        {
            using var source = new CancellationTokenSource();
            var waiting = RunAsync(() => Calls.WaitAnyAsync([second], Timeout.InfiniteTimeSpan, source.Token));
            while (!IsReceiving(second))
            {
                await Task.Yield();
            }

            await Assert.ThrowsAsync<InvalidOperationException>(() => ReceiveAsync<int>(second)); // it is taken by the wait
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(UnexpectedTimeout));
            await SendAsync(first, 4);
            Assert.Equal([second], await Calls.WaitAnyAsync([second], UnexpectedTimeout));
            Assert.Equal(4, (await ReceiveAsync<int>(second)).Value);
        }
    }

    [Fact]
    public async Task WaitAny_ConnectionDisposedMeanwhile_Fails()
    {
        for (int i = 0; i < 10; i++)
        {
            var (first, second) = CreatePair();
            var (other, idle) = CreatePair();
            using (first)
            using (other)
            using (idle)
            {
                var waiting = RunAsync(() => Calls.WaitAnyAsync([idle, second], Timeout.InfiniteTimeSpan));
                second.Dispose();
                await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(UnexpectedTimeout));
                Assert.False(IsReceiving(idle));
            }
        }
    }

    [Fact]
    public async Task WaitAny_Mistakes_AreRefusedAndClaimNothing()
    {
        var (first, second) = CreatePair(duplex: false);
        using (first)
        using (second)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => Calls.WaitAnyAsync([first, first], TimeSpan.Zero));
            await Assert.ThrowsAsync<InvalidOperationException>(() => Calls.WaitAnyAsync([first, second], TimeSpan.Zero));
            await Assert.ThrowsAsync<ArgumentException>(() => Calls.WaitAnyAsync([first, null!], TimeSpan.Zero));
            Assert.False(IsReceiving(first));
        }
    }

    [Fact]
    public async Task WaitAny_Nothing_WaitsForTheTimeOrTheToken()
    {
        Assert.Empty(await Calls.WaitAnyAsync([], TimeSpan.FromMilliseconds(5)));
        Assert.Empty(await Calls.WaitAllAsync([], Timeout.InfiniteTimeSpan));
        using var source = new CancellationTokenSource();
        var waiting = RunAsync(() => Calls.WaitAnyAsync([], Timeout.InfiniteTimeSpan, source.Token));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task WaitAny_BesideWaitHandles_TakesWhatWasSignaled()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        using (var signal = new AutoResetEvent(false))
        using (var permits = new Semaphore(0, 2))
        {
            IWaitable[] sources = [Waitable.From(signal), second, Waitable.From(permits)];
            Assert.Empty(await Calls.WaitAnyAsync(sources, TimeSpan.FromMilliseconds(5)));
            signal.Set();
            Assert.Equal([sources[0]], await Calls.WaitAnyAsync(sources, UnexpectedTimeout));
            permits.Release(2);
            Assert.Equal([sources[2]], await Calls.WaitAnyAsync(sources, UnexpectedTimeout));
            await SendAsync(first, 1);
            Assert.True(second.Poll(UnexpectedTimeout));
            Assert.Equal([second, sources[2]], await Calls.WaitAnyAsync(sources, UnexpectedTimeout));
            Assert.Equal([second], await Calls.WaitAnyAsync(sources, UnexpectedTimeout));
            Assert.Equal(1, (await ReceiveAsync<int>(second)).Value);
            Assert.Throws<ArgumentException>(() =>
            {
                using var mutex = new Mutex();
                return Waitable.From(mutex);
            });
        }
    }

    [Fact]
    public async Task WaitAny_BesideWaitHandles_WakesForEither()
    {
        var (first, second) = CreatePair();
        using (first)
        using (second)
        using (var signal = new AutoResetEvent(false))
        {
            IWaitable[] sources = [second, Waitable.From(signal)];
            for (int i = 0; i < 20; i++)
            {
                using var source = new CancellationTokenSource();
                IReadOnlyList<IWaitable> ready = [];
                var waiting = RunAsync(async () => ready = await Calls.WaitAnyAsync(sources, Timeout.InfiniteTimeSpan, source.Token));
                while (!IsReceiving(second))
                {
                    await Task.Yield();
                }

                if (i % 3 == 2)
                {
                    await source.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(UnexpectedTimeout));
                    continue;
                }

                if (i % 3 == 0)
                {
                    signal.Set();
                }
                else
                {
                    await SendAsync(first, i);
                }

                await waiting.WaitAsync(UnexpectedTimeout);
                Assert.Equal([sources[i % 3 == 0 ? 1 : 0]], ready);
                if (i % 3 == 1)
                {
                    Assert.Equal(i, (await ReceiveAsync<int>(second)).Value);
                }
            }
        }
    }

    [Fact]
    public async Task WaitAll_ReturnsWhenTheLastIsReady()
    {
        var pairs = Enumerable.Range(0, 3).Select(_ => CreatePair()).ToArray();
        using var signal = new AutoResetEvent(true);
        try
        {
            IWaitable[] sources = [pairs[0].Second, pairs[1].Second, Waitable.From(signal), pairs[2].Second];
            await SendAsync(pairs[1].First, 1);
            Assert.Equal([sources[1], sources[2]], await Calls.WaitAllAsync(sources, TimeSpan.FromMilliseconds(5)));
            IReadOnlyList<IWaitable> ready = [];
            var waiting = RunAsync(async () => ready = await Calls.WaitAllAsync(sources, Timeout.InfiniteTimeSpan));
            pairs[2].First.Dispose();
            signal.Set();
            await SendAsync(pairs[0].First, 0);
            await waiting.WaitAsync(UnexpectedTimeout);
            Assert.Equal(sources, ready);
        }
        finally
        {
            DisposeAll(pairs);
        }
    }

    private static void DisposeAll((Connection First, Connection Second)[] pairs)
    {
        foreach (var (first, second) in pairs)
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
