namespace Processing.Sync;

public sealed partial class ProcessLock
{
    private const int SpinRounds = 10;
    private const int SpinsPerRound = 8;

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
            if (attempt.Step(out int expected) is { } acquired)
            {
                return acquired && KeepUnlessDisposed();
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
            if (attempt.Step(out int expected) is { } acquired)
            {
                return acquired && KeepUnlessDisposed();
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
            if (_ownership.Current.IsFree && _ownership.TryTake())
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
        return _ownership.TryTakeOver(_ownership.Current);
    }

    private void LeaveIfAsked(WaitOutcome outcome, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (outcome == WaitOutcome.Canceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // A hold that was won while the object was being disposed is of memory nobody else sees.
    private bool KeepUnlessDisposed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return true;
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
