namespace Processing.Sync;

public sealed partial class ProcessLock
{
    private const int SpinRounds = 10;
    private const int SpinsPerRound = 8;

    // Whoever had to wait takes the lock under it, and Dispose passes through it. So no caller is told that the object was disposed while it
    // holds the lock, which nobody would ever free, or that it holds a lock that is memory of its own process only.
    private readonly Lock _gate = new();

    // When TryAcquire last looked after the holder, in milliseconds of Environment.TickCount64; a lost update costs one look more.
    private long _lastProbe = long.MinValue / 2;

    // Blocks. True when the lock was acquired, false when the deadline came first.
    private bool AcquireContended(Deadline deadline, CancellationToken cancellationToken)
    {
        if (TrySpin())
        {
            return true;
        }

        var attempt = new LockAttempt(_ownership, deadline);
        while (true)
        {
            if (Step(ref attempt, out int expected) is { } acquired)
            {
                return acquired;
            }

            var outcome = WaitWord.Wait(ref _ownership.Word, expected, attempt.SleepUntil, cancellationToken);
            LeaveIfAsked(outcome, cancellationToken);
        }
    }

    // Holds no thread. The same rounds as above.
    private async Task<bool> AcquireContendedAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        var attempt = new LockAttempt(_ownership, deadline);
        while (true)
        {
            if (Step(ref attempt, out int expected) is { } acquired)
            {
                return acquired;
            }

            var outcome = await WaitWord.WaitAsync(this, ref _ownership.Word, expected, attempt.SleepUntil, cancellationToken)
                .ConfigureAwait(false);
            LeaveIfAsked(outcome, cancellationToken);
        }
    }

    // Most holds end sooner than a sleep begins. On one processor the holder cannot move while this thread spins.
    private bool TrySpin()
    {
        if (Environment.ProcessorCount == 1)
        {
            return false;
        }

        for (int round = 0; round < SpinRounds; round++)
        {
            Thread.SpinWait(SpinsPerRound);
            if (_ownership.Current.IsFree && TryTakeUnlessDisposed())
            {
                return true;
            }
        }

        return false;
    }

    // Without a wait there is no interval to look once per: callers that try in a loop must not ask the system each time.
    private bool TryTakeOverNow()
    {
        long now = Environment.TickCount64;
        if (now - Volatile.Read(ref _lastProbe) < (long)LockAttempt.ProbeInterval.TotalMilliseconds)
        {
            return false;
        }

        Volatile.Write(ref _lastProbe, now);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _ownership.TryTakeOver(_ownership.Current);
        }
    }

    private bool? Step(ref LockAttempt attempt, out int expected)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return attempt.Step(out expected);
        }
    }

    private bool TryTakeUnlessDisposed()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _ownership.TryTake();
        }
    }

    private void LeaveIfAsked(WaitOutcome outcome, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (outcome == WaitOutcome.Canceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void FinishRelease(LockWord before)
    {
        if (before.IsFree)
        {
            throw new SynchronizationLockException("Nobody holds the lock, so it cannot be released.");
        }

        WaitWord.Wake(ref _ownership.Word, 1);
        GC.KeepAlive(_ownership.Region);
    }
}
