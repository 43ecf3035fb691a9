using Processing.Messaging;

namespace Processing.ConformanceTests.Queues;

/// <summary>What every queue does, at its home and at clients, whichever form of the calls is used. Clients are played by passing the queue through a pipe.</summary>
public abstract partial class ProcessQueueTests
{
    /// <summary>Long enough that it passes only when something hangs.</summary>
    protected static readonly TimeSpan UnexpectedTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long something is waited for that does not happen.</summary>
    protected static readonly TimeSpan ExpectedTimeout = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task Put_Items_ComeOutInOrder()
    {
        using var pair = CreatePair();
        for (int i = 0; i < 500; i++)
        {
            await PutAsync(pair.Producer, i);
        }

        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(i, await GetAsync(pair.Consumer));
        }

        Assert.True(pair.Consumer.IsEmpty);
    }

    [Fact]
    public async Task Put_Bounded_WaitsForRoom()
    {
        using var pair = CreatePair(capacity: 2);
        Assert.Equal(2, pair.Producer.Capacity);
        Assert.Equal(2, pair.Consumer.Capacity);
        await PutAsync(pair.Producer, 1);
        await PutAsync(pair.Producer, 2);
        Assert.False(await TryPutAsync(pair.Producer, 0, TimeSpan.Zero));
        Assert.False(await TryPutAsync(pair.Producer, 0, ExpectedTimeout));
        Assert.Equal(2, pair.Consumer.Count);
        var third = RunAsync(() => PutAsync(pair.Producer, 3));
        Assert.Equal(1, await GetAsync(pair.Consumer));
        await third.WaitAsync(UnexpectedTimeout);
        Assert.Equal(2, await GetAsync(pair.Consumer));
        Assert.Equal(3, await GetAsync(pair.Consumer));
        Assert.False((await TryGetAsync(pair.Consumer, TimeSpan.Zero)).HasValue);
    }

    [Fact]
    public async Task Put_BoundedByBytes_WaitsForRoomAndTakesOneItemOfAnySize()
    {
        using var queue = new PipeQueue<byte[]>(new PipeQueueOptions { MaxBytes = 1000 });
        using var client = Pass(queue);
        Assert.True(await TryPutAsync(client, new byte[5000], UnexpectedTimeout));
        Assert.False(await TryPutAsync(client, new byte[1], TimeSpan.Zero));
        var second = RunAsync(() => PutAsync(client, new byte[2000]));
        Assert.Equal(5000, (await GetAsync(queue)).Length);
        Assert.Equal(2000, (await GetAsync(queue)).Length);
        await second.WaitAsync(UnexpectedTimeout);
    }

    [Fact]
    public async Task Put_QuietOnesBeyondTheRoom_AreKeptWhenTheirProducerIsGone()
    {
        using var queue = new PipeQueue<byte[]>(new PipeQueueOptions { MaxBytes = 1000 });
        var client = Pass(queue);
        for (int i = 0; i < 10; i++)
        {
            await PutAsync(client, new byte[500 + i]);
        }

        client.Dispose();
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(500 + i, (await GetAsync(queue)).Length);
        }
    }

    [Fact]
    public async Task Put_ManyThatNobodyGets_GoBeyondTheWindow()
    {
        using var pair = CreatePair();
        for (int i = 0; i < 1000; i++)
        {
            await PutAsync(pair.Producer, i);
        }

        Assert.True(await TryPutAsync(pair.Producer, -1, TimeSpan.Zero));
        Assert.Equal(1001, pair.Producer.Count);
    }

    [Fact]
    public async Task Get_Waits_UntilAnItemIsPut()
    {
        using var pair = CreatePair();
        var getting = RunAsync(() => GetAsync(pair.Consumer));
        await PutAsync(pair.Producer, 7);
        Assert.Equal(7, await getting.WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task Get_TimedOut_LosesNothing()
    {
        using var pair = CreatePair();
        Assert.False((await TryGetAsync(pair.Consumer, TimeSpan.Zero)).HasValue);
        Assert.False((await TryGetAsync(pair.Consumer, ExpectedTimeout)).HasValue);
        Assert.Throws<QueueEmptyException>(() => pair.Consumer.Get(ExpectedTimeout));
        await Assert.ThrowsAsync<QueueEmptyException>(async () => await pair.Consumer.GetAsync(ExpectedTimeout));
        await PutAsync(pair.Producer, 1);
        Assert.Equal(1, await GetAsync(pair.Consumer));
    }

    [Fact]
    public async Task Put_TimedOut_PutsNothing()
    {
        using var pair = CreatePair(capacity: 1);
        await PutAsync(pair.Producer, 1);
        Assert.Throws<QueueFullException>(() => pair.Producer.Put(2, ExpectedTimeout));
        await Assert.ThrowsAsync<QueueFullException>(async () => await pair.Producer.PutAsync(2, TimeSpan.Zero));
        Assert.Equal(1, await GetAsync(pair.Consumer));
        Assert.False((await TryGetAsync(pair.Consumer, TimeSpan.Zero)).HasValue);
    }

    [Fact]
    public async Task Get_Canceled_ThrowsAndLosesNothing()
    {
        using var pair = CreatePair();
        for (int i = 0; i < 50; i++)
        {
            using var source = new CancellationTokenSource();
            var getting = RunAsync(() => GetAsync(pair.Consumer, source.Token));
            var putting = RunAsync(() => PutAsync(pair.Producer, i));
            await source.CancelAsync();
            await putting.WaitAsync(UnexpectedTimeout);
            int? got = await OrCanceledAsync(getting, source.Token);
            Assert.Equal(i, got ?? await GetAsync(pair.Consumer));
        }

        using var before = new CancellationTokenSource();
        await before.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GetAsync(pair.Consumer, before.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PutAsync(pair.Producer, 1, before.Token));
        Assert.True(pair.Producer.IsEmpty);
    }

    [Fact]
    public async Task Put_Canceled_ThrowsOnlyWhenNothingWasPut()
    {
        using var pair = CreatePair(capacity: 1);
        for (int i = 0; i < 50; i++)
        {
            await PutAsync(pair.Producer, -1);
            using var source = new CancellationTokenSource();
            var putting = RunAsync(async () =>
            {
                await PutAsync(pair.Producer, i, source.Token);
                return i;
            });
            var getting = RunAsync(() => GetAsync(pair.Consumer));
            await source.CancelAsync();
            Assert.Equal(-1, await getting.WaitAsync(UnexpectedTimeout));
            bool isPut = await OrCanceledAsync(putting, source.Token) is not null;
            Assert.Equal(new Received<int>(isPut, isPut ? i : 0), await TryGetAsync(pair.Consumer, TimeSpan.Zero));
        }
    }

    [Fact]
    public async Task Count_CountsWhatIsThere()
    {
        using var pair = CreatePair();
        Assert.True(pair.Consumer.IsEmpty);
        await PutAsync(pair.Producer, 1);
        await PutAsync(pair.Producer, 2);
        Assert.Equal(2, pair.Producer.Count);
    }

    [Fact]
    public void Constructor_ImpossibleLimits_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PipeQueue<int>(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PipeQueue<int>(new PipeQueueOptions { MaxBytes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PipeQueue<int>(new PipeQueueOptions { MaxMessageLength = 0 }));
        using var queue = ProcessQueue.Create<int>(3);
        Assert.Equal(3, queue.Capacity);
    }

    /// <summary>A queue and who uses it, on which side.</summary>
    protected abstract QueuePair<int> CreatePair(int capacity = 0);

    protected abstract Task PutAsync<T>(IProcessQueue<T> queue, T item, CancellationToken cancellationToken = default);

    protected abstract Task<bool> TryPutAsync<T>(IProcessQueue<T> queue, T item, TimeSpan timeout);

    protected abstract Task<T> GetAsync<T>(IProcessQueue<T> queue, CancellationToken cancellationToken = default);

    protected abstract Task<Received<T>> TryGetAsync<T>(IProcessQueue<T> queue, TimeSpan timeout);

    /// <summary>A client of the queue, as another process has it.</summary>
    protected static PipeQueue<T> Pass<T>(PipeQueue<T> queue)
    {
        var (first, second) = Pipe.Create();
        using (first)
        using (second)
        {
            first.Send(queue);
            return second.Receive<PipeQueue<T>>();
        }
    }

    /// <summary>Runs what may block on a thread of its own.</summary>
    protected static Task<T> RunAsync<T>(Func<Task<T>> call)
        => Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    protected static Task RunAsync(Func<Task> call)
        => Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task<T?> OrCanceledAsync<T>(Task<T> call, CancellationToken token)
        where T : struct
    {
        try
        {
            return await call.WaitAsync(UnexpectedTimeout, CancellationToken.None);
        }
        catch (OperationCanceledException error)
        {
            Assert.Equal(token, error.CancellationToken);
            return null;
        }
    }
}
