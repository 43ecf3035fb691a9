using Processing.Messaging;
using Processing.Sync;
using Processing.TestSupport;

namespace Processing.IntegrationTests.Sync;

/// <summary>The lock and the value among real processes, some of which are killed.</summary>
public sealed class ProcessLockTests : CleanTestBase
{
    private const int Processes = 4;
    private const int Rounds = 250_000;

    [Fact]
    public async Task Hold_FourProcessesAddOne_NoIncrementIsLost()
    {
        using var counter = new SharedValue<long>();

        await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunAsync(AddUnderLock, counter, Rounds)));

        Assert.Equal(Processes * Rounds, counter.Value);
        Assert.False(counter.Lock.IsHeld);
    }

    [Fact]
    public async Task HoldAsync_FourProcessesAddOne_NoIncrementIsLost()
    {
        using var counter = new SharedValue<long>();

        await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunAsync(AddUnderLockAsync, counter, Rounds / 10)));

        Assert.Equal(Processes * Rounds / 10, counter.Value);
    }

    [Fact]
    public async Task Acquire_HolderIsKilled_OthersFinishAndOneIsTold()
    {
        using var counter = new SharedValue<long>();
        using var ready = new SharedValue<int>();
        using var holder = ChildProcess.Start(HoldForEver, counter, ready);
        Assert.True(SpinWait.SpinUntil(() => ready.Value == 1, UnexpectedTimeout));
        var others = Enumerable.Range(0, 3).Select(_ => ChildProcess.RunAsync(AddAndCountAbandoned, counter, ready, 1000)).ToArray();
        Assert.True(SpinWait.SpinUntil(() => ready.Value == 4, UnexpectedTimeout));
        Assert.Equal(0, counter.Value);

        holder.Kill();
        var told = await Task.WhenAll(others).WaitAsync(UnexpectedTimeout);

        Assert.Equal(1, told.Sum());
        Assert.Equal(3 * 1000, counter.Value);
        Assert.False(counter.Lock.IsHeld);
    }

    [Fact]
    public async Task Acquire_ManyHoldersKilledOneAfterTheOther_EachDeathIsToldOnce()
    {
        const int Deaths = 5;
        using var counter = new SharedValue<long>();
        using var ready = new SharedValue<int>();
        int told = 0;
        for (int i = 1; i <= Deaths; i++)
        {
            using var holder = ChildProcess.Start(HoldForEver, counter, ready);
            Assert.True(SpinWait.SpinUntil(() => ready.Value == i, UnexpectedTimeout));

            holder.Kill();
            Assert.True(await counter.Lock.TryAcquireAsync(UnexpectedTimeout));
            told += counter.Lock.WasAbandoned ? 1 : 0;
            counter.Lock.Release();
        }

        Assert.Equal(Deaths, told);
    }

    [Fact]
    public void Acquire_HolderIsStopped_IsNotTakenForDead()
    {
        using var counter = new SharedValue<long>();
        using var ready = new SharedValue<int>();
        using var holder = ChildProcess.Start(HoldForEver, counter, ready);
        Assert.True(SpinWait.SpinUntil(() => ready.Value == 1, UnexpectedTimeout));
        Signals.Send("STOP", holder.Pid);

        // Several looks at the holder fit in; it must be found alive each time.
        Assert.False(counter.Lock.TryAcquire(3 * LockAttempt.ProbeInterval));

        holder.Kill();
        Assert.True(counter.Lock.TryAcquire(UnexpectedTimeout));
        Assert.True(counter.Lock.WasAbandoned);
    }

    private static void AddUnderLock(SharedValue<long> counter, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            using (counter.Lock.Hold())
            {
                counter.Value++;
            }
        }
    }

    private static async Task AddUnderLockAsync(SharedValue<long> counter, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            using (await counter.Lock.HoldAsync())
            {
                counter.Value++;
            }
        }
    }

    private static void HoldForEver(SharedValue<long> counter, SharedValue<int> ready)
    {
        counter.Lock.Acquire();
        Interlocked.Increment(ref ready.Reference);
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    private static int AddAndCountAbandoned(SharedValue<long> counter, SharedValue<int> ready, int rounds)
    {
        int told = 0;
        Interlocked.Increment(ref ready.Reference);
        for (int i = 0; i < rounds; i++)
        {
            using var hold = counter.Lock.Hold();
            told += hold.WasAbandoned ? 1 : 0;
            counter.Value++;
        }

        return told;
    }
}
