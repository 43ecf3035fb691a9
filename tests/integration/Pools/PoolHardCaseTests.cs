using System.Reflection.Emit;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>Tasks, arguments and workers that a pool must survive without leaving anyone waiting.</summary>
public sealed class PoolHardCaseTests : CleanTestBase
{
    [Fact]
    public async Task RunAsync_DelegateMadeAtRunTime_FailsAndThePoolGoesOn()
    {
        var method = new DynamicMethod("made", typeof(void), []);
        method.GetILGenerator().Emit(OpCodes.Ret);
        var made = method.CreateDelegate<Action>();

        await using var pool = new Pool(1);
        for (int i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<MessageSerializationException>(() => pool.RunAsync(made).WaitAsync(UnexpectedTimeout));
        }

        Assert.Equal(7, await pool.RunAsync(static () => 7).WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task RunAsync_ArgumentLongerThanAMessage_FailsAndThePoolGoesOn()
    {
        await using var pool = new Pool(1);
        byte[] tooLong = new byte[Connection.DefaultMaxMessageLength];
        await Assert.ThrowsAsync<MessageSerializationException>(
            () => pool.RunAsync(static (byte[] bytes) => bytes.Length, tooLong).WaitAsync(UnexpectedTimeout));
        Assert.Equal(7, await pool.RunAsync(static () => 7).WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task RunAsync_ResultLongerThanAMessage_FailsAndThePoolGoesOn()
    {
        await using var pool = new Pool(1);
        int pid = await pool.RunAsync(static () => Environment.ProcessId);
        var error = await Assert.ThrowsAsync<RemoteException>(
            () => pool.RunAsync(static () => new byte[Connection.DefaultMaxMessageLength]).WaitAsync(UnexpectedTimeout));
        Assert.Equal(typeof(MessageSerializationException).FullName, error.RemoteTypeName);
        Assert.Equal(pid, await pool.RunAsync(static () => Environment.ProcessId).WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task MapAsync_MoreHandlesThanOneMessageCanCarry_AllTravel()
    {
        await using var pool = new Pool(1);
        (Connection Mine, Connection Theirs)[] pipes = [.. Enumerable.Range(0, 300).Select(_ => Pipe.Create())];
        try
        {
            Connection[] returned = await pool.MapAsync(static (Connection c) => c, pipes.Select(pipe => pipe.Theirs), chunkSize: 300)
                .WaitAsync(UnexpectedTimeout);
            for (int i = 0; i < returned.Length; i++)
            {
                using Connection back = returned[i];
                await back.SendAsync(i);
                Assert.Equal(i, await pipes[i].Mine.ReceiveAsync<int>());
            }
        }
        finally
        {
            Array.ForEach(pipes, pipe => pipe.Mine.Dispose());
        }
    }

    [Fact]
    public async Task ImapUnorderedAsync_LongTaskBehindShortOnes_DoesNotHoldTheirOutcomesBack()
    {
        await using var pool = new Pool(1);
        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            // The third task ends only after the caller has the outcomes of the first two, which travel in the same chunk.
            Connection?[] items = [null, null, theirs];
            await using IAsyncEnumerator<int> results = pool
                .ImapUnorderedAsync(static (Connection? c) => c?.Receive<int>() ?? 0, items, chunkSize: 3).GetAsyncEnumerator();
            Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(UnexpectedTimeout));
            Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(UnexpectedTimeout));
            await mine.SendAsync(5);
            Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(UnexpectedTimeout));
            Assert.Equal(5, results.Current);
            Assert.False(await results.MoveNextAsync());
        }
    }

    [Fact]
    public async Task ImapAsync_HugeChunkSize_GivesEveryResult()
    {
        await using var pool = new Pool(2);
        var results = new List<int>();
        await foreach (int result in pool.ImapAsync(static x => x, Enumerable.Range(0, 10), chunkSize: int.MaxValue / 4))
        {
            results.Add(result);
        }

        Assert.Equal(Enumerable.Range(0, 10), results);
    }

    [Fact]
    public async Task MapAsync_ListChangedAfterTheCall_RunsTheItemsOfTheCall()
    {
        await using var pool = new Pool(1);
        List<int> items = [1, 2, 3];
        Task<int[]> map = pool.MapAsync(static x => x, items);
        items.Clear();
        Assert.Equal(new[] { 1, 2, 3 }, await map.WaitAsync(UnexpectedTimeout));
    }

    [Theory]
    [InlineData(new byte[] { 99 })] // an unknown kind
    [InlineData(new byte[] { 4 })] // a value that does not follow
    [InlineData(new byte[] { 5, 0xc1 })] // an error that is none
    [InlineData(new byte[] { 0xc1 })] // no MessagePack at all
    public async Task RunAsync_TaskWritesIntoTheLane_FailsAloneAndThePoolGoesOn(byte[] garbage)
    {
        await using var pool = new Pool(1);
        var error = await Assert.ThrowsAsync<WorkerDiedException>(
            () => pool.RunAsync(static (byte[] bytes) => LaneForger.Write(bytes), garbage).WaitAsync(UnexpectedTimeout));
        Assert.IsType<WireFormatException>(error.InnerException);
        Assert.Equal(7, await pool.RunAsync(static () => 7).WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task RunAsync_WorkerLeavesItsSocketsToADaemon_ItsEndIsNoticed()
    {
        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            await using var pool = new Pool(1);
            Task task = pool.RunAsync(
                static c =>
                {
                    c.Send(LaneForger.LeaveSocketsToDaemon());
                    Environment.Exit(5);
                },
                theirs);
            int daemon = await mine.ReceiveAsync<int>();
            try
            {
                var error = await Assert.ThrowsAsync<WorkerDiedException>(() => task.WaitAsync(UnexpectedTimeout));
                Assert.Equal(5, error.ExitCode);
                Assert.Equal(7, await pool.RunAsync(static () => 7).WaitAsync(UnexpectedTimeout));
            }
            finally
            {
                Signals.Send(daemon, Signals.Kill);
            }
        }
    }

    [Fact]
    public async Task Run_EveryPoolThreadBlocked_StillEnds()
        => await ChildProcess.RunAsync(static () =>
        {
            // As many threads as there may be: each blocks in a call, so that none is left for the pool's own work.
            int threads = Environment.ProcessorCount;
            ThreadPool.SetMaxThreads(threads, threads);
            using var start = new CountdownEvent(threads);
            using var done = new CountdownEvent(threads);
            for (int i = 0; i < threads; i++)
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    start.Signal();
                    start.Wait();
                    using (var pool = new Pool(1))
                    {
                        pool.Run(static () => 1);
                        pool.Map(static x => x, Enumerable.Range(0, 100));
                    }

                    done.Signal();
                });
            }

            done.Wait();
        }).WaitAsync(UnexpectedTimeout);
}
