using System.Diagnostics;

namespace Processing.Messaging;

/// <summary>
/// How long to look at shared memory before sleeping. It follows what waiting has brought lately: a wait that spinning shortened, or would
/// have, lengthens it; one that was long anyway shortens it. Every few steps the processor is offered to others, since the peer may be
/// waiting for this very one. Used by one thread at a time.
/// </summary>
internal struct RingSpin
{
    private const int StepsPerYield = 16;
    private const int FewestSteps = StepsPerYield;

    // Where the peer has no other processor to run on, spinning helps nobody; giving ours away does.
    private static readonly bool s_isAlone = Environment.ProcessorCount == 1;
    private static readonly int s_mostSteps = s_isAlone ? 8 : CountSteps(TimeSpan.FromMicroseconds(20));
    private static readonly long s_worthwhile = Stopwatch.Frequency / 10_000; // a wake-up takes up to so long by itself: 100 us

    private int _budget;
    private long _start;

    public RingSpin() => _budget = s_mostSteps;

    /// <summary>Takes one step of the spin; false when it was the last and sleeping comes next.</summary>
    public readonly bool Step(ref int steps)
    {
        if (steps >= _budget)
        {
            return false;
        }

        steps++;
        if (s_isAlone || steps % StepsPerYield == 0)
        {
            Thread.Yield();
        }
        else
        {
            Thread.SpinWait(1);
        }

        return true;
    }

    /// <summary>What was waited for came while spinning.</summary>
    public void Hit(int steps)
    {
        if (steps * 2 > _budget)
        {
            _budget = Math.Min(_budget * 2, s_mostSteps);
        }
    }

    /// <summary>It did not come, and sleeping begins.</summary>
    public void Miss() => _start = Stopwatch.GetTimestamp();

    /// <summary>Sleeping is over.</summary>
    public void Wake()
    {
        bool wasShort = Stopwatch.GetTimestamp() - _start < s_worthwhile;
        _budget = wasShort ? Math.Min(_budget * 2, s_mostSteps) : Math.Max(_budget / 2, Math.Min(FewestSteps, s_mostSteps));
    }

    private static int CountSteps(TimeSpan span)
    {
        // Once per process: how long the processor's pause takes differs tenfold between models.
        const int Sample = 64;
        long shortest = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Sample; i++)
            {
                Thread.SpinWait(1);
            }

            shortest = Math.Min(shortest, Stopwatch.GetTimestamp() - start);
        }

        return (int)Math.Clamp(span.TotalSeconds * Stopwatch.Frequency * Sample / Math.Max(1, shortest), FewestSteps, 100_000);
    }
}
