using System.Runtime.InteropServices;

namespace Processing;

/// <summary>The C library's <c>struct timespec</c> on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public const int NativeSize = 16;

    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long SecondsAtMost = int.MaxValue;

    public long Seconds;
    public long Nanoseconds;

    /// <summary>A span, for calls whose time is relative.</summary>
    public static TimeSpec From(TimeSpan span)
    {
        // Far beyond any wait, and far from where the kernel's arithmetic overflows.
        long seconds = Math.Min(SecondsAtMost, (long)span.TotalSeconds);
        long nanoseconds = span.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;
        return new TimeSpec { Seconds = seconds, Nanoseconds = nanoseconds };
    }

    /// <summary>The moment <paramref name="span"/> after this one.</summary>
    public readonly TimeSpec Plus(TimeSpan span)
    {
        var added = From(span);
        long nanoseconds = Nanoseconds + added.Nanoseconds;
        return new TimeSpec
        {
            Seconds = Seconds + added.Seconds + (nanoseconds / NanosecondsPerSecond),
            Nanoseconds = nanoseconds % NanosecondsPerSecond,
        };
    }
}
