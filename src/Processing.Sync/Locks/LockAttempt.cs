namespace Processing.Sync;

/// <summary>One caller's way to a contended lock: what to try, what to sleep on and until when. It waits for nothing itself.</summary>
/// <remarks>
/// The holder is looked at once per <see cref="ProbeInterval"/> while it stays the same, and when the time is up. The interval says only when
/// to look; whether the holder is dead is said by the system alone.
/// </remarks>
internal struct LockAttempt
{
    private readonly LockOwnership _ownership;
    private readonly Deadline _deadline;

    private LockWord _lastOwner;
    private Deadline _nextProbe;
    private bool _slept;

    public LockAttempt(LockOwnership ownership, Deadline deadline)
    {
        _ownership = ownership;
        _deadline = deadline;
    }

    /// <summary>How often a waiter makes sure that the holder lives.</summary>
    public static TimeSpan ProbeInterval { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>When the sleep has to end at the latest.</summary>
    public readonly Deadline SleepUntil => Deadline.Earlier(_deadline, _nextProbe);

    /// <summary>One round: true and false are the end of the attempt, null means sleep while the word is <paramref name="expected"/>.</summary>
    public bool? Step(out int expected)
    {
        while (true)
        {
            var seen = _ownership.Current;
            expected = seen.WithWaiters.Bits;
            if (seen.IsFree)
            {
                if (_ownership.TryTake(othersMaySleep: _slept))
                {
                    return true;
                }

                continue;
            }

            bool timeIsUp = _deadline.HasPassed;
            if ((IsProbeDue(seen) || timeIsUp) && _ownership.TryTakeOver(seen))
            {
                return true;
            }

            // Marked also on the way out: a wake-up this caller used up must not leave the next sleeper unmarked.
            if (timeIsUp ? !_slept || _ownership.TryMarkWaiters(seen) : _ownership.TryMarkWaiters(seen))
            {
                _slept = true;
                return timeIsUp ? false : null;
            }
        }
    }

    private bool IsProbeDue(LockWord seen)
    {
        bool sameOwner = seen.Owner == _lastOwner;
        if (sameOwner && !_nextProbe.HasPassed)
        {
            return false;
        }

        _lastOwner = seen.Owner;
        _nextProbe = Deadline.After(ProbeInterval);
        return sameOwner;
    }
}
