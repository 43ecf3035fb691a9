using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

public sealed class PoolTests : CleanTestBase
{
    [Fact]
    public async Task MapAsync_TheOriginalsExample_GivesSquaresInOrder()
    {
        await using var pool = new Pool(4);
        Assert.Equal(new[] { 0, 1, 4, 9, 16, 25, 36, 49, 64, 81 }, await pool.MapAsync(static x => x * x, Enumerable.Range(0, 10)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task MapAsync_AnyChunkSize_KeepsTheOrder(int? chunkSize)
    {
        await using var pool = new Pool(3);
        int[] items = [.. Enumerable.Range(0, 5000)];
        Assert.Equal(items.Select(x => x + 1L), await pool.MapAsync(static x => x + 1L, items, chunkSize));
    }

    [Fact]
    public async Task MapAsync_NoItems_GivesNone()
    {
        await using var pool = new Pool(1);
        Assert.Empty(await pool.MapAsync(static (int x) => x, Array.Empty<int>()));
    }

    [Fact]
    public void MapAndRun_Blocking_Work()
    {
        using var pool = new Pool(2);
        Assert.Equal([2, 4], pool.Map(static x => x * 2, [1, 2]));
        Assert.Equal("ab", pool.Run(static (a, b) => a + b, "a", "b"));
        pool.Run(static () => { });
        Assert.Equal([1, 3, 6], pool.Imap(static x => x * (x + 1) / 2, [1, 2, 3]));
        Assert.Equal([10, 20, 30], pool.ImapUnordered(static x => x * 10, [1, 2, 3]).Order());
    }

    [Fact]
    public async Task RunAsync_AsyncDelegate_GivesItsValue()
    {
        await using var pool = new Pool(1);
        Assert.Equal(3, await pool.RunAsync(static async n => { await Task.Yield(); return n + 1; }, 2));
        Assert.Equal(new[] { 1, 4 }, await pool.MapAsync(static async n => { await Task.Yield(); return n * n; }, [1, 2]));
    }

    [Fact]
    public async Task RunAsync_Workers_AreSeveralProcessesNamedAfterThePool()
    {
        await using var pool = new Pool(2);
        (string Name, int Pid)[] who = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pool.RunAsync(static () =>
        {
            Thread.Sleep(20);
            return (CurrentProcess.Name, Environment.ProcessId);
        })));
        Assert.All(who, one => Assert.Matches("^PoolWorker-[12]$", one.Name));
        Assert.DoesNotContain(Environment.ProcessId, who.Select(one => one.Pid));
    }

    [Fact]
    public async Task MapAsync_SomeTasksThrow_AllOthersRunThenTheFirstErrorIsThrown()
    {
        await using var pool = new Pool(2);
        var error = await Assert.ThrowsAsync<RemoteException>(() => pool.MapAsync(static x => 100 / (x % 10 - 5), Enumerable.Range(0, 30)));
        Assert.Equal("System.DivideByZeroException", error.RemoteTypeName);
        Assert.Contains("PoolTests", error.RemoteStackTrace);
        Assert.StartsWith("PoolWorker-", error.ProcessName, StringComparison.Ordinal);

        TaskOutcome<int>[] outcomes = await pool.MapOutcomesAsync(static x => 100 / (x % 10 - 5), Enumerable.Range(0, 30));
        Assert.Equal([5, 15, 25], outcomes.Index().Where(one => !one.Item.IsSuccess).Select(one => one.Index));
        Assert.Equal(-20, outcomes[0].Value);
    }

    [Fact]
    public async Task ImapAsync_SlowFirst_StillComesFirst()
    {
        await using var pool = new Pool(2);
        var results = new List<int>();
        await foreach (int result in pool.ImapAsync(static x => { Thread.Sleep(x == 0 ? 50 : 0); return x; }, Enumerable.Range(0, 50)))
        {
            results.Add(result);
        }

        Assert.Equal(Enumerable.Range(0, 50), results);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task ImapUnorderedAsync_EveryItem_ComesOnce(int chunkSize)
    {
        await using var pool = new Pool(2);
        var results = new List<int>();
        await foreach (int result in pool.ImapUnorderedAsync(static x => x, Enumerable.Range(0, 1003), chunkSize))
        {
            results.Add(result);
        }

        Assert.Equal(Enumerable.Range(0, 1003), results.Order());
    }

    [Fact]
    public async Task ImapOutcomes_SomeTasksFail_AllOutcomesComeInOrder()
    {
        await using var pool = new Pool(2);
        var outcomes = new List<TaskOutcome<int>>();
        await foreach (TaskOutcome<int> outcome in pool.ImapOutcomesAsync(static x => FailOrDie(x), Enumerable.Range(0, 6)))
        {
            outcomes.Add(outcome);
        }

        AssertOutcomes(outcomes);
        AssertOutcomes(pool.ImapOutcomes(static x => FailOrDie(x), Enumerable.Range(0, 6)));

        var unordered = new List<TaskOutcome<int>>(pool.ImapUnorderedOutcomes(static x => FailOrDie(x), Enumerable.Range(0, 6)));
        await foreach (TaskOutcome<int> outcome in pool.ImapUnorderedOutcomesAsync(static x => FailOrDie(x), Enumerable.Range(0, 6)))
        {
            unordered.Add(outcome);
        }

        Assert.Equal(2, unordered.Count(outcome => outcome.Error is RemoteException));
        Assert.Equal(2, unordered.Count(outcome => outcome.Error is WorkerDiedException));
        Assert.Equal(new[] { 0, 0, 1, 1, 3, 3, 5, 5 }, unordered.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value).Order());

        static void AssertOutcomes(IEnumerable<TaskOutcome<int>> all) => Assert.Collection(
            all,
            one => Assert.Equal(0, one.Value),
            one => Assert.Equal(1, one.Value),
            one => Assert.Equal("on purpose", Assert.IsType<RemoteException>(one.Error).Message),
            one => Assert.Equal(3, one.Value),
            one => Assert.Equal(4, Assert.IsType<WorkerDiedException>(one.Error).TaskIndex),
            one => Assert.Equal(5, one.Value));
    }

    [Fact]
    public async Task ImapAsync_EndlessSource_IsReadNoFurtherThanNeeded()
    {
        await using var pool = new Pool(2);
        int read = 0;
        IEnumerable<int> Endless()
        {
            while (true)
            {
                yield return read++;
            }
        }

        var results = new List<int>();
        await foreach (int result in pool.ImapAsync(static x => x, Endless()))
        {
            results.Add(result);
            if (results.Count == 100)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 100), results);
        Assert.InRange(read, 100, 100 + (2 * 4));
    }

    [Fact]
    public async Task ImapAsync_SourceThrows_ErrorComesBehindTheItemsBeforeIt()
    {
        await using var pool = new Pool(2);
        static IEnumerable<int> Breaking()
        {
            yield return 1;
            yield return 2;
            throw new FormatException("on purpose");
        }

        var results = new List<int>();
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (int result in pool.ImapAsync(static x => x, Breaking()))
            {
                results.Add(result);
            }
        });
        Assert.Equal([1, 2], results);
    }

    [Fact]
    public async Task MapAsync_ItemThatCannotTravel_FailsAlone()
    {
        await using var pool = new Pool(2);
        TaskOutcome<string>[] outcomes = await pool.MapOutcomesAsync(
            static (Payload p) => p.Text, [new Payload("a", null), new Payload("b", Deep(1000)), new Payload("c", null)], chunkSize: 3);
        Assert.Equal("a", outcomes[0].Value);
        Assert.IsType<MessageSerializationException>(outcomes[1].Error);
        Assert.Equal("c", outcomes[2].Value);
    }

    [Fact]
    public async Task MapAsync_ManyItemsThatCannotTravel_AllFailAndThePoolGoesOn()
    {
        await using var pool = new Pool(2);
        Nest deep = Deep(1000);
        TaskOutcome<int>[] outcomes = await pool.MapOutcomesAsync(static (Nest n) => 1, Enumerable.Repeat(deep, 500));
        Assert.All(outcomes, outcome => Assert.IsType<MessageSerializationException>(outcome.Error));
        Assert.Equal(1, await pool.RunAsync(static () => 1));
    }

    [Fact]
    public async Task MapAsync_LargeItems_TravelInSeveralMessages()
    {
        await using var pool = new Pool(2);
        byte[][] items = [.. Enumerable.Range(0, 40).Select(n => Enumerable.Repeat((byte)n, 300_000).ToArray())];
        Assert.Equal(
            items.Select(item => 300_000 * item[0]), await pool.MapAsync(static item => item.Sum(b => b), items, chunkSize: 40));
    }

    [Fact]
    public async Task MapAsync_Cancelled_EndsAndThePoolGoesOn()
    {
        await using var pool = new Pool(new PoolOptions { Workers = 2, CancellationGrace = TimeSpan.Zero });
        await pool.RunAsync(static () => { });
        using var cancellation = new CancellationTokenSource();
        Task map = pool.MapAsync(
            static _ =>
            {
                new ManualResetEvent(false).WaitOne();
                return 0;
            },
            Enumerable.Range(0, 100),
            cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => map);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal(new[] { 1, 2, 3 }, await pool.MapAsync(static x => x, [1, 2, 3]));
    }

    [Fact]
    public async Task Dispose_TasksUnderWay_FailAndWorkersAreGone()
    {
        var pool = new Pool(2);
        await pool.RunAsync(static () => { });
        int[] pids = [.. pool.WorkerPids];
        Task hanging = pool.RunAsync(static () => { new ManualResetEvent(false).WaitOne(); });
        await pool.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => hanging);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.RunAsync(static () => { }));
        Assert.All(pids, pid => Assert.False(ProcessTable.IsAlive(pid)));
        await pool.DisposeAsync();
    }

    [Fact]
    public async Task Constructor_DisposedAtOnce_LeavesNothing()
    {
        for (int i = 0; i < 5; i++)
        {
            await new Pool(2).DisposeAsync();
        }
    }

    [Fact]
    public async Task RunAsync_WorkersCannotStart_FailsWithTheReason()
    {
        await using var pool = new Pool(new PoolOptions
        {
            Workers = 2,
            Environment = new Dictionary<string, string?> { ["DOTNET_gcServer"] = "0", ["DOTNET_GCHeapHardLimit"] = "1000" },
        });
        var error = await Assert.ThrowsAnyAsync<ProcessingException>(() => pool.RunAsync(static () => 1));
        Assert.Contains("before they were ready", error.Message);
    }

    [Fact]
    public void Constructor_BadOptions_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pool(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pool(new PoolOptions { CancellationGrace = TimeSpan.FromSeconds(-2) }));
    }

    private static int FailOrDie(int x)
    {
        if (x == 4)
        {
            Environment.Exit(9);
        }

        return x == 2 ? throw new InvalidOperationException("on purpose") : x;
    }

    private static Nest Deep(int depth)
    {
        var nest = new Nest();
        for (int i = 0; i < depth; i++)
        {
            nest = new Nest { Inner = nest };
        }

        return nest;
    }

    public sealed class Nest
    {
        public Nest? Inner { get; set; }
    }

    public sealed record Payload(string Text, Nest? Nest);
}
