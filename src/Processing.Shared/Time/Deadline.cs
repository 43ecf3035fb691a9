using System.Diagnostics;

namespace Processing;

/// <summary>A moment on the monotonic clock by which a wait must end; the wall clock never takes part.</summary>
internal readonly struct Deadline
{
    private readonly long _timestamp;

    private Deadline(long timestamp) => _timestamp = timestamp;

    /// <summary>Never comes.</summary>
    public static Deadline Never => new(long.MaxValue);

    /// <summary>True when there is no limit.</summary>
    public bool IsNever => _timestamp == long.MaxValue;

    /// <summary>True once the moment has come.</summary>
    public bool HasPassed => !IsNever && Stopwatch.GetTimestamp() >= _timestamp;

    /// <summary>What is left, never negative; <see cref="Timeout.InfiniteTimeSpan"/> when there is no limit.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (IsNever)
            {
                return Timeout.InfiniteTimeSpan;
            }

            long left = _timestamp - Stopwatch.GetTimestamp();
            return left <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)left / Stopwatch.Frequency);
        }
    }

    /// <summary>What is left in whole milliseconds rounded up, as <c>poll</c> takes it; -1 when there is no limit.</summary>
    public int RemainingMilliseconds
        => IsNever ? -1 : (int)Math.Min(int.MaxValue, Math.Ceiling(Remaining.TotalMilliseconds));

    /// <summary>The one that comes first.</summary>
    public static Deadline Earlier(Deadline first, Deadline second) => first._timestamp <= second._timestamp ? first : second;

    /// <summary>
    /// The moment <paramref name="timeout"/> from now. <see cref="Timeout.InfiniteTimeSpan"/> means no limit, any other negative time
    /// means "do not wait", as in the original package.
    /// </summary>
    public static Deadline After(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return Never;
        }

        double ticks = Math.Max(0, timeout.TotalSeconds) * Stopwatch.Frequency;
        long now = Stopwatch.GetTimestamp();
        return ticks >= long.MaxValue - now ? Never : new Deadline(now + (long)ticks);
    }
}
