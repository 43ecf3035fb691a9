using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Processing.Messaging;

/// <summary>
/// How long to look at shared memory before sleeping. It follows what waiting has brought lately: a wait that spinning shortened, or would
/// have, lengthens it; one that was long anyway shortens it. Now and then the processor is offered to others, since the peer may be waiting
/// for this very one; where that has helped last time, it is done first. Used by one thread at a time.
/// </summary>
internal struct RingSpin
{
    // About 2 us: longer than an answer takes from a peer that runs, so that those do not yield.
    private const int StepsPerYield = 64;
    private const int FewestSteps = 16;

    // Where the peer has no other processor to run on, spinning helps nobody; giving ours away does.
    private static readonly bool s_isAlone = Environment.ProcessorCount == 1;
    private static readonly int s_mostSteps = s_isAlone ? 8 : CountSteps(TimeSpan.FromMicroseconds(20));
    private static readonly long s_worthwhile = Stopwatch.Frequency / 10_000; // a wake-up takes up to so long by itself: 100 us

    private int _budget;
    private long _start;
    private bool _yieldsFirst;

    public RingSpin() => _budget = s_mostSteps;

    /// <summary>Takes one step of the spin; false when it was the last and sleeping comes next.</summary>
    public readonly bool Step(ref int steps)
    {
        if (steps >= _budget)
        {
            return false;
        }

        steps++;
        if (IsYield(steps))
        {
            Thread.Yield();
        }
        else
        {
            Pause();
        }

        return true;
    }

    /// <summary>What was waited for came while spinning.</summary>
    public void Hit(int steps)
    {
        if (steps > 0)
        {
            _yieldsFirst = IsYield(steps);
        }

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

    private static void Pause()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause(); // Thread.SpinWait(1) makes up for short pauses, by several of them
        }
        else
        {
            Thread.SpinWait(1);
        }
    }

    private readonly bool IsYield(int step) => s_isAlone || step % StepsPerYield == 0 || (step == 1 && _yieldsFirst);

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
                Pause();
            }

            shortest = Math.Min(shortest, Stopwatch.GetTimestamp() - start);
        }

        return (int)Math.Clamp(span.TotalSeconds * Stopwatch.Frequency * Sample / Math.Max(1, shortest), FewestSteps, 100_000);
    }
}
