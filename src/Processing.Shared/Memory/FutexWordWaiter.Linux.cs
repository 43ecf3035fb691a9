namespace Processing;

/// <summary>Waiting in the kernel, on the futex of the word.</summary>
/// <remarks>
/// With a token the wait is on two words: a private one that the token fires, then the shared one. The order matters: when both were woken
/// the kernel reports the last, and a wake-up of the shared word must never be hidden behind the cancellation (futex_unqueue_multiple in
/// kernel/futex/waitwake.c).
/// </remarks>
internal sealed unsafe class FutexWordWaiter : WordWaiter
{
    /// <summary>Without <c>futex_waitv</c> a token is looked at this often.</summary>
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(20);

    private readonly bool _hasVectorWait;
    private readonly AsyncWaiterPool _pool = new();
    private readonly PollingWordWaiter _asyncTwin = new();

    /// <summary>Creates it; without vector waits tokens are polled, and so are words in the async form.</summary>
    public FutexWordWaiter(bool hasVectorWait) => _hasVectorWait = hasVectorWait;

    /// <summary>True on kernels from 5.16 on whose sandbox does not forbid the call: an empty vector is refused as invalid, not as unknown.</summary>
    public static bool KernelHasVectorWait { get; } = Libc.FutexWaitVector(null, 0, null) < 0 && NativeError.Last.Number == NativeError.EINVAL;

    /// <inheritdoc/>
    public override WaitOutcome Wait(int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        if (TryFinish(word, expected, deadline, cancellationToken) is { } outcome)
        {
            return outcome;
        }

        if (!cancellationToken.CanBeCanceled)
        {
            return WaitOnly(word, expected, deadline);
        }

        return _hasVectorWait
            ? WaitWithCancelWord(word, expected, deadline, cancellationToken)
            : WaitInSlices(word, expected, deadline, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask<WaitOutcome> WaitAsync(
        object owner, int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        if (!_hasVectorWait)
        {
            return _asyncTwin.WaitAsync(owner, word, expected, deadline, cancellationToken);
        }

        return TryFinish(word, expected, deadline, cancellationToken) is { } outcome
            ? new ValueTask<WaitOutcome>(outcome)
            : new ValueTask<WaitOutcome>(_pool.WaitAsync(owner, word, expected, deadline, cancellationToken));
    }

    /// <inheritdoc/>
    public override int Wake(int* word, int count)
    {
        int woken = Libc.FutexWake(word, count);
        return woken >= 0 ? woken : throw new NativeCallException("futex(FUTEX_WAKE)", "a shared word", NativeError.Last);
    }

    private static WaitOutcome WaitOnly(int* word, int expected, Deadline deadline)
    {
        while (true)
        {
            var remaining = deadline.IsNever ? default : TimeSpec.From(deadline.Remaining);
            if (Libc.FutexWait(word, expected, deadline.IsNever ? null : &remaining) == 0)
            {
                return WaitOutcome.Woken;
            }

            if (Outcome("futex(FUTEX_WAIT)", deadline) is { } outcome)
            {
                return outcome;
            }
        }
    }

    private static WaitOutcome WaitWithCancelWord(int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        var cancelWord = CancelWord.OfThisThread;
        cancelWord.Reset();
        // Disposing it waits for a callback that runs, so none reaches into a later wait of this thread.
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancelWord)state!).Fire(), cancelWord);
        var words = stackalloc FutexWaiterEntry[2] { FutexWaiterEntry.Private(cancelWord.Address, 0), FutexWaiterEntry.Shared(word, expected) };
        while (true)
        {
            var until = deadline.IsNever ? default : Until(deadline);
            int index = Libc.FutexWaitVector(words, 2, deadline.IsNever ? null : &until);
            if (index >= 0)
            {
                return index == 1 ? WaitOutcome.Woken : WaitOutcome.Canceled;
            }

            var outcome = Outcome("futex_waitv", deadline);
            if (outcome == WaitOutcome.ValueChanged && Volatile.Read(ref *word) == expected)
            {
                // The private word it was, unless the shared one changed and changed back: then there is nothing to report but a look.
                return cancellationToken.IsCancellationRequested ? WaitOutcome.Canceled : WaitOutcome.Woken;
            }

            if (outcome is { } end)
            {
                return end;
            }
        }
    }

    private static WaitOutcome WaitInSlices(int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            bool last = !deadline.IsNever && deadline.Remaining <= s_slice;
            var outcome = WaitOnly(word, expected, last ? deadline : Deadline.After(s_slice));
            if (outcome != WaitOutcome.TimedOut)
            {
                return outcome;
            }

            if (TryFinish(word, expected, deadline, cancellationToken) is { } end)
            {
                return end;
            }
        }
    }

    /// <summary>The moment of the deadline on the kernel's clock.</summary>
    internal static TimeSpec Until(Deadline deadline)
    {
        TimeSpec now;
        if (Libc.ClockGetTime(Libc.CLOCK_MONOTONIC, &now) != 0)
        {
            throw new NativeCallException("clock_gettime", "CLOCK_MONOTONIC", NativeError.Last);
        }

        return now.Plus(deadline.Remaining);
    }

    // What a failed wait means; null when the wait has to go on with the time that is left.
    private static WaitOutcome? Outcome(string call, Deadline deadline)
    {
        var error = NativeError.Last;
        switch (error.Number)
        {
            case NativeError.EAGAIN:
                return WaitOutcome.ValueChanged;
            case NativeError.ETIMEDOUT:
                // The kernel's and our arithmetic may differ by a tick; the deadline decides.
                return deadline.HasPassed ? WaitOutcome.TimedOut : null;
            case NativeError.EINTR:
                return null;
            default:
                throw new NativeCallException(call, "a shared word", error);
        }
    }
}
