using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Processing.Sync;
using Processing.TestSupport;

namespace Processing.UnitTests.Sync;

public sealed class ProcessLockTests : IDisposable
{
    private static readonly TimeSpan s_expectedTimeout = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_unexpectedTimeout = TimeSpan.FromSeconds(60);

    private readonly SharedRegion _region = SharedRegion.Create(LockState.Length, "lock");
    private readonly SimulatedProcesses _processes = new();
    private readonly List<IDisposable> _opened = [];

    public void Dispose()
    {
        _region.Dispose();
        _opened.ForEach(one => one.Dispose());
    }

    [Fact]
    public void Acquire_Free_HeldUntilReleased()
    {
        using var gate = new ProcessLock();
        Assert.False(gate.IsHeld);

        gate.Acquire();

        Assert.True(gate.IsHeld);
        Assert.False(gate.WasAbandoned);
        gate.Release();
        Assert.False(gate.IsHeld);
    }

    [Fact]
    public async Task TryAcquire_HeldByTheCallerItself_WaitsLikeAnyOther()
    {
        using var gate = new ProcessLock();
        gate.Acquire();

        Assert.False(gate.TryAcquire());
        Assert.False(gate.TryAcquire(TimeSpan.Zero));
        Assert.False(gate.TryAcquire(TimeSpan.FromSeconds(-5)));
        Assert.False(gate.TryAcquire(s_expectedTimeout));
        Assert.False(await gate.TryAcquireAsync(TimeSpan.Zero));
        Assert.False(await gate.TryAcquireAsync(s_expectedTimeout));
        gate.Release();
        Assert.True(gate.TryAcquire());
        gate.Release();
        Assert.True(await gate.TryAcquireAsync(TimeSpan.Zero));
    }

    [Fact]
    public void Release_NobodyHolds_Refused()
    {
        using var gate = new ProcessLock();

        Assert.Throws<SynchronizationLockException>(gate.Release);
        gate.Acquire();
        gate.Release();
        Assert.Throws<SynchronizationLockException>(gate.Release);
    }

    [Fact]
    public async Task Release_OnAnotherThreadThroughAnotherMapping_IsAllowed()
    {
        var (first, second) = TwoProcesses();
        first.Acquire();

        await Task.Run(second.Release);

        Assert.False(first.IsHeld);
    }

    [Fact]
    public async Task Acquire_TokenFiredBefore_NotAcquiredThoughFree()
    {
        using var gate = new ProcessLock();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Throws<OperationCanceledException>(() => gate.Acquire(stop.Token));
        Assert.Throws<OperationCanceledException>(() => gate.TryAcquire(s_unexpectedTimeout, stop.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await gate.AcquireAsync(stop.Token));
        Assert.False(gate.IsHeld);
    }

    [Fact]
    public async Task Acquire_TokenFiresWhileWaiting_LeavesTheLockUsable()
    {
        using var gate = new ProcessLock();
        using var stop = new CancellationTokenSource();
        gate.Acquire();
        var blocking = OnThread(() => gate.Acquire(stop.Token));
        var waiting = gate.AcquireAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocking.WaitAsync(s_unexpectedTimeout));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(s_unexpectedTimeout));
        gate.Release();
        Assert.True(gate.TryAcquire());
    }

    [Fact]
    public async Task Acquire_ReleasedWhileWaiting_EachWaiterGetsItOnce()
    {
        var (first, second) = TwoProcesses();
        first.Acquire();
        int holds = 0;
        var waiters = Enumerable.Range(0, 3).Select(_ => OnThread(() => Count(second)))
            .Concat(Enumerable.Range(0, 3).Select(_ => CountAsync(second))).ToArray();

        first.Release();
        await Task.WhenAll(waiters).WaitAsync(s_unexpectedTimeout);

        Assert.Equal(6, holds);
        Assert.False(first.IsHeld);

        void Count(ProcessLock gate)
        {
            using (gate.Hold())
            {
                holds++;
            }
        }

        async Task CountAsync(ProcessLock gate)
        {
            using (await gate.HoldAsync())
            {
                holds++;
            }
        }
    }

    [Fact]
    public async Task Hold_ManyThreadsAndMappings_NoIncrementIsLost()
    {
        const int Rounds = 20_000;
        var (first, second) = TwoProcesses();
        long counter = 0;
        var threads = new[] { first, second, first, second }.Select(gate => OnThread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                using (gate.Hold())
                {
                    counter++;
                }
            }
        }));
        var flows = new[] { first, second }.Select(gate => Task.Run(async () =>
        {
            for (int i = 0; i < Rounds / 20; i++)
            {
                using (await gate.HoldAsync())
                {
                    counter++;
                }
            }
        }));

        await Task.WhenAll(threads.Concat(flows)).WaitAsync(s_unexpectedTimeout);

        Assert.Equal((4 * Rounds) + (2 * Rounds / 20), counter);
        Assert.False(first.IsHeld);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acquire_HolderDiesWhileOthersWait_OneIsTold(bool async)
    {
        var (first, second) = TwoProcesses(out var dying);
        first.Acquire();
        var told = Enumerable.Range(0, 4).Select(_ => async ? Task.Run(HoldAsync) : OnThread(Hold)).ToArray();

        _processes.Kill(dying);
        await Task.WhenAll(told).WaitAsync(s_unexpectedTimeout);

        var outcomes = await Task.WhenAll(told);
        Assert.Single(outcomes, one => one);
        Assert.False(second.IsHeld);

        bool Hold()
        {
            using var hold = second.Hold();
            return hold.WasAbandoned && second.WasAbandoned;
        }

        async Task<bool> HoldAsync()
        {
            using var hold = await second.HoldAsync();
            return hold.WasAbandoned && second.WasAbandoned;
        }
    }

    [Fact]
    public void TryAcquire_HolderDied_TakesOverAtOnceAndOnce()
    {
        var (first, second) = TwoProcesses(out var dying);
        first.Acquire();
        _processes.Kill(dying);

        Assert.True(second.TryAcquire());
        Assert.True(second.WasAbandoned);
        second.Release();

        Assert.True(second.TryAcquire());
        Assert.False(second.WasAbandoned);
    }

    [Fact]
    public void TryAcquire_HolderLives_AsksTheSystemNotEachTime()
    {
        var (first, second) = TwoProcesses();
        first.Acquire();

        for (int i = 0; i < 1000; i++)
        {
            Assert.False(second.TryAcquire());
        }

        Assert.InRange(_processes.Probes, 1, 900);
    }

    [Fact]
    public void TryAcquire_HolderKilledBeforeItRecordedItself_TakesOver()
    {
        var (first, second) = TwoProcesses(out var dying);
        first.Acquire();
        _region.At<LockState>(0).Owner = 0;
        _processes.Kill(dying);

        Assert.True(second.TryAcquire());
        Assert.True(second.WasAbandoned);
    }

    [Fact]
    public void TryAcquire_PidOfDeadHolderIsUsedAgain_TakesOver()
    {
        var (first, second) = TwoProcesses(out var dying);
        first.Acquire();
        _processes.Kill(dying);
        _processes.Start(dying.Pid, dying.StartTime + 1);

        Assert.True(second.TryAcquire());
    }

    [Fact]
    public async Task Acquire_DisposedWhileWaiting_Ends()
    {
        var gate = new ProcessLock();
        gate.Acquire();
        var blocking = OnThread(() => gate.Acquire());
        var waiting = gate.AcquireAsync().AsTask();

        gate.Dispose();
        gate.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => blocking.WaitAsync(s_unexpectedTimeout));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(s_unexpectedTimeout));
        Assert.Throws<ObjectDisposedException>(() => gate.TryAcquire());
        Assert.Equal("ProcessLock(disposed)", gate.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_WhileTheLockIsBeingWon_TheWinnerIsTold(bool waits)
    {
        var (first, _) = TwoProcesses(out var dying);
        var winner = _processes.Start(1_000_003, 19);
        using var region = SharedRegion.Open(SecondMapping.Reopen(_region.Handle));
        using var gate = new ProcessLock(region, offset: 0, ownsRegion: false, winner, _processes);
        first.Acquire();
        _processes.Kill(dying);
        var disposing = new Thread(gate.Dispose);
        _processes.Probing = () =>
        {
            _processes.Probing = null;
            disposing.Start();
            SpinWait.SpinUntil(() => (disposing.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0, s_unexpectedTimeout);
        };

        bool wasTold = await OnThread(() => waits ? gate.TryAcquire(s_unexpectedTimeout) : gate.TryAcquire());

        disposing.Join();
        Assert.True(wasTold);
        Assert.Equal(winner.Pid, new LockWord(_region.At<LockState>(0).Word).Pid);
    }

    [Fact]
    public void Dispose_OfOneMapping_LeavesTheLockToOthers()
    {
        var (first, second) = TwoProcesses();
        first.Acquire();
        first.Dispose();

        Assert.True(second.IsHeld);
        second.Release();
        Assert.True(second.TryAcquire());
    }

    [Fact]
    public void ToString_NamesTheHolder()
    {
        using var gate = new ProcessLock();
        var (first, second) = TwoProcesses(out var dying);
        Assert.Equal("ProcessLock(free)", gate.ToString());
        gate.Acquire();
        Assert.Equal("ProcessLock(held by this process)", gate.ToString());
        first.Acquire();
        Assert.Equal($"ProcessLock(held by process {dying.Pid})", second.ToString());
        _processes.Kill(dying);
        second.Acquire();
        Assert.EndsWith("taken from one that died)", first.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Passing_ThroughAMessage_IsTheSameLock()
    {
        using var gate = new ProcessLock();
        using var handles = new PassedHandles();
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(buffer) { Handles = handles };
        MessageFormatter.Write(ref writer, gate);
        writer.Flush();
        using var received = new ReceivedHandles([SecondMapping.Reopen((SafeFileHandle)handles[0])]);
        var reader = new MessageReader(new ReadOnlySequence<byte>(buffer.WrittenMemory)) { Handles = received };

        using var other = MessageFormatter.Read<ProcessLock>(ref reader);

        gate.Acquire();
        Assert.True(other.IsHeld);
        other.Release();
        Assert.False(gate.IsHeld);
    }

    [Theory]
    [InlineData(-64)]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(long.MaxValue)]
    public void Passing_PlaceOutsideTheMemory_Refused(long offset)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var handles = new PassedHandles();
        var writer = new MessageWriter(buffer) { Handles = handles };
        writer.WriteArrayHeader(2);
        _region.WriteTo(ref writer);
        writer.WriteInt64(offset);
        writer.Flush();
        using var received = new ReceivedHandles([SecondMapping.Reopen(_region.Handle)]);

        Assert.Throws<WireFormatException>(() =>
        {
            var reader = new MessageReader(new ReadOnlySequence<byte>(buffer.WrittenMemory)) { Handles = received };
            return MessageFormatter.Read<ProcessLock>(ref reader);
        });
    }

    private static Task OnThread(Action body)
        => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Task<T> OnThread<T>(Func<T> body)
        => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private (ProcessLock First, ProcessLock Second) TwoProcesses() => TwoProcesses(out _);

    // One lock seen by two simulated processes, each with a mapping of its own.
    private (ProcessLock First, ProcessLock Second) TwoProcesses(out ProcessIdentity first)
    {
        first = _processes.Start(1_000_001, 17);
        return (Open(first), Open(_processes.Start(1_000_002, 18)));
    }

    private ProcessLock Open(ProcessIdentity self)
    {
        var region = SharedRegion.Open(SecondMapping.Reopen(_region.Handle));
        var opened = new ProcessLock(region, offset: 0, ownsRegion: true, self, _processes);
        _opened.Add(opened);
        return opened;
    }
}
