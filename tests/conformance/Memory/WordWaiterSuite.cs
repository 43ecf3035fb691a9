using Processing.TestSupport;

namespace Processing.ConformanceTests.Memory;

/// <summary>What every way to wait on a shared word promises.</summary>
public abstract class WordWaiterSuite : IDisposable
{
    private static readonly TimeSpan s_expectedTimeout = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_unexpectedTimeout = TimeSpan.FromSeconds(60);

    private readonly SharedRegion _region = SharedRegion.Create(65_536, "wait test");
    private readonly SharedRegion _other;
    private readonly CancellationTokenSource _stop = new();

    protected WordWaiterSuite() => _other = SharedRegion.Open(SecondMapping.Reopen(_region.Handle));

    private protected abstract WordWaiter Waiter { get; }

    private static Deadline Long => Deadline.After(s_unexpectedTimeout);

    public void Dispose()
    {
        _region.Dispose();
        _other.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Wait_OtherValue_ValueChanged()
    {
        Assert.Equal(WaitOutcome.ValueChanged, Wait(0, expected: 1, Long));
        Assert.Equal(WaitOutcome.ValueChanged, await WaitAsync(0, expected: 1, Long));
    }

    [Fact]
    public async Task Wait_NobodyWakes_TimedOutNotBeforeTheDeadline()
    {
        var deadline = Deadline.After(s_expectedTimeout);
        Assert.Equal(WaitOutcome.TimedOut, Wait(0, expected: 0, deadline));
        Assert.True(deadline.HasPassed);

        deadline = Deadline.After(s_expectedTimeout);
        Assert.Equal(WaitOutcome.TimedOut, await WaitAsync(0, expected: 0, deadline));
        Assert.True(deadline.HasPassed);
    }

    [Fact]
    public async Task Wait_WithTokenNobodyWakes_TimedOut()
    {
        Assert.Equal(WaitOutcome.TimedOut, Wait(0, expected: 0, Deadline.After(s_expectedTimeout), _stop.Token));
        Assert.Equal(WaitOutcome.TimedOut, await WaitAsync(0, expected: 0, Deadline.After(s_expectedTimeout), _stop.Token));
    }

    [Fact]
    public async Task Wait_PassedDeadlineAndSameValue_TimedOutAtOnce()
    {
        Assert.Equal(WaitOutcome.TimedOut, Wait(0, expected: 0, Deadline.After(TimeSpan.Zero)));
        Assert.Equal(WaitOutcome.TimedOut, await WaitAsync(0, expected: 0, Deadline.After(TimeSpan.Zero)));
    }

    [Fact]
    public async Task Wait_TokenFiredBefore_Canceled()
    {
        await _stop.CancelAsync();

        Assert.Equal(WaitOutcome.Canceled, Wait(0, expected: 0, Long, _stop.Token));
        Assert.Equal(WaitOutcome.Canceled, await WaitAsync(0, expected: 0, Long, _stop.Token));
    }

    [Fact]
    public async Task Wait_TokenFiresMeanwhile_CanceledAndTheThreadCanWaitAgain()
    {
        var outcomes = OnThread(() =>
        {
            var first = Wait(0, expected: 0, Long, _stop.Token);
            using var unused = new CancellationTokenSource();
            return (first, Wait(0, expected: 0, Deadline.After(s_expectedTimeout), unused.Token));
        });
        var waitingAsync = WaitAsync(4, expected: 0, Long, _stop.Token);
        await _stop.CancelAsync();

        Assert.Equal((WaitOutcome.Canceled, WaitOutcome.TimedOut), await outcomes.WaitAsync(s_unexpectedTimeout));
        Assert.Equal(WaitOutcome.Canceled, await waitingAsync.WaitAsync(s_unexpectedTimeout));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_ChangedAndWokenThroughAnotherMapping_Ends(bool withToken)
    {
        var token = withToken ? _stop.Token : CancellationToken.None;
        var blocking = OnThread(() => Wait(0, expected: 0, Long, token));
        var waitingAsync = WaitAsync(0, expected: 0, Long, token);

        Volatile.Write(ref _other.At<int>(0), 1);
        Wake(_other, 0, int.MaxValue);

        Assert.Contains(await blocking.WaitAsync(s_unexpectedTimeout), new[] { WaitOutcome.Woken, WaitOutcome.ValueChanged });
        Assert.Contains(await waitingAsync.WaitAsync(s_unexpectedTimeout), new[] { WaitOutcome.Woken, WaitOutcome.ValueChanged });
    }

    [Fact]
    public async Task WaitAsync_MoreWaitsThanOneThreadTakes_EachEndsWithItsOwnWord()
    {
        const int Count = 300;
        var waits = Enumerable.Range(0, Count).Select(i => WaitAsync(i * 4, expected: 0, Long)).ToArray();

        for (int i = Count - 1; i >= 0; i--)
        {
            Volatile.Write(ref _other.At<int>(i * 4), i + 1);
            Wake(_other, i * 4, 1);
        }

        var outcomes = await Task.WhenAll(waits).WaitAsync(s_unexpectedTimeout);
        Assert.DoesNotContain(outcomes, outcome => outcome is WaitOutcome.TimedOut or WaitOutcome.Canceled);
    }

    [Fact]
    public async Task WaitAsync_ManyDeadlinesAndTokens_EachEndsByItsOwn()
    {
        using var others = new CancellationTokenSource();
        var timed = Enumerable.Range(0, 50).Select(i => WaitAsync(0, expected: 0, Deadline.After(TimeSpan.FromMilliseconds(i)))).ToArray();
        var canceled = Enumerable.Range(0, 50).Select(_ => WaitAsync(0, expected: 0, Long, _stop.Token)).ToArray();
        var kept = WaitAsync(0, expected: 0, Long, others.Token);

        await _stop.CancelAsync();

        Assert.All(await Task.WhenAll(timed).WaitAsync(s_unexpectedTimeout), outcome => Assert.Equal(WaitOutcome.TimedOut, outcome));
        Assert.All(await Task.WhenAll(canceled).WaitAsync(s_unexpectedTimeout), outcome => Assert.Equal(WaitOutcome.Canceled, outcome));
        // A wait may be told to look again for no reason, never that its time or token came.
        Assert.True(!kept.IsCompleted || await kept == WaitOutcome.Woken);
        await others.CancelAsync();
        await kept.WaitAsync(s_unexpectedTimeout);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_TurnsTakenByTwo_NoWakeIsLost(bool async)
    {
        const int Rounds = 300;
        var even = Task.Run(() => TakeTurnsAsync(_region, first: 0, Rounds, async));
        var odd = Task.Run(() => TakeTurnsAsync(_other, first: 1, Rounds, async));

        await Task.WhenAll(even, odd).WaitAsync(s_unexpectedTimeout);

        Assert.Equal(2 * Rounds, _region.At<int>(0));
    }

    [Fact]
    public async Task Wait_GarbageIsCollectedMeanwhile_GoesOn()
    {
        var blocking = OnThread(() => Wait(0, expected: 0, Long));
        var waitingAsync = WaitAsync(0, expected: 0, Long);
        for (int i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Volatile.Write(ref _region.At<int>(0), 1);
        Wake(_region, 0, int.MaxValue);

        await Task.WhenAll(blocking, waitingAsync).WaitAsync(s_unexpectedTimeout);
    }

    private async Task TakeTurnsAsync(SharedRegion region, int first, int rounds, bool async)
    {
        for (int turn = first; turn < 2 * rounds; turn += 2)
        {
            int seen;
            while ((seen = Volatile.Read(ref region.At<int>(0))) != turn)
            {
                var outcome = async ? await WaitAsync(region, 0, seen, Long) : Wait(region, 0, seen, Long);
                Assert.NotEqual(WaitOutcome.TimedOut, outcome);
            }

            Volatile.Write(ref region.At<int>(0), turn + 1);
            Wake(region, 0, 1);
        }
    }

    private static Task<T> OnThread<T>(Func<T> body)
        => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private WaitOutcome Wait(int offset, int expected, Deadline deadline, CancellationToken token = default)
        => Wait(_region, offset, expected, deadline, token);

    private Task<WaitOutcome> WaitAsync(int offset, int expected, Deadline deadline, CancellationToken token = default)
        => WaitAsync(_region, offset, expected, deadline, token);

    private unsafe WaitOutcome Wait(SharedRegion region, int offset, int expected, Deadline deadline, CancellationToken token = default)
        => Waiter.Wait((int*)(region.Pointer + offset), expected, deadline, token);

    private unsafe Task<WaitOutcome> WaitAsync(
        SharedRegion region, int offset, int expected, Deadline deadline, CancellationToken token = default)
        => Waiter.WaitAsync(region, (int*)(region.Pointer + offset), expected, deadline, token).AsTask();

    private unsafe void Wake(SharedRegion region, int offset, int count) => Waiter.Wake((int*)(region.Pointer + offset), count);
}
