namespace Processing;

/// <summary>
/// Waiting by looking again and again, ever more slowly: the twin for systems without a call that sleeps on a word of another process.
/// Nobody is ever woken by it; a change is seen at the next look, which is at most <see cref="LongestPause"/> away.
/// </summary>
internal sealed class PollingWordWaiter : WordWaiter
{
    private const int YieldsBeforePause = 20;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(1);

    /// <summary>How long a change can go unseen.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromMilliseconds(8);

    /// <inheritdoc/>
    public override unsafe WaitOutcome Wait(int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        for (int i = 0; i < YieldsBeforePause; i++)
        {
            if (TryFinish(word, expected, deadline, cancellationToken) is { } early)
            {
                return early;
            }

            Thread.Yield();
        }

        // Nobody sets it but the token: it is the clock of the pauses, and it ends one early.
        using var canceled = new ManualResetEventSlim(initialState: false, spinCount: 0);
        using var registration = cancellationToken.UnsafeRegister(static state => ((ManualResetEventSlim)state!).Set(), canceled);
        var pause = s_firstPause;
        while (true)
        {
            if (TryFinish(word, expected, deadline, cancellationToken) is { } outcome)
            {
                return outcome;
            }

            canceled.Wait(Shorter(pause, deadline), CancellationToken.None);
            pause = Next(pause);
        }
    }

    /// <inheritdoc/>
    public override unsafe ValueTask<WaitOutcome> WaitAsync(
        object owner, int* word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        return TryFinish(word, expected, deadline, cancellationToken) is { } outcome
            ? new ValueTask<WaitOutcome>(outcome)
            : PollAsync(owner, (nint)word, expected, deadline, cancellationToken);
    }

    /// <inheritdoc/>
    public override unsafe int Wake(int* word, int count) => 0;

    private static async ValueTask<WaitOutcome> PollAsync(
        object owner, nint word, int expected, Deadline deadline, CancellationToken cancellationToken)
    {
        var pause = s_firstPause;
        while (true)
        {
            if (TryFinish(word, expected, deadline, cancellationToken) is { } outcome)
            {
                GC.KeepAlive(owner);
                return outcome;
            }

            await Task.Delay(Shorter(pause, deadline), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = Next(pause);
        }
    }

    // Pointers cannot live across an await; an address can.
    private static unsafe WaitOutcome? TryFinish(nint word, int expected, Deadline deadline, CancellationToken cancellationToken)
        => TryFinish((int*)word, expected, deadline, cancellationToken);

    private static TimeSpan Shorter(TimeSpan pause, Deadline deadline)
        => deadline.IsNever || deadline.Remaining > pause ? pause : deadline.Remaining;

    private static TimeSpan Next(TimeSpan pause) => pause + pause > LongestPause ? LongestPause : pause + pause;
}
