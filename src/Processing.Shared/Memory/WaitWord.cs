using System.Runtime.CompilerServices;

namespace Processing;

/// <summary>
/// Waiting until an int in shared memory changes: the one thing every lock, semaphore and ring here is built on.
/// </summary>
/// <remarks>
/// What holds, in each implementation:
/// <list type="number">
/// <item>The waiter passes the value it saw. If the word holds another one when the wait starts, the wait ends at once. So nothing is missed
/// by whoever first changes the word and then wakes; waking an unchanged word promises nothing.</item>
/// <item>A wait may end as <see cref="WaitOutcome.Woken"/> for no reason: the caller looks at the word again, always.</item>
/// <item>A value that changes and changes back may go unnoticed. Words that must not miss such a thing count.</item>
/// <item>A wake-up that this waiter used up is reported as <see cref="WaitOutcome.Woken"/>, even when time or token ended the wait too:
/// with the other outcomes no wake-up was taken from anyone else.</item>
/// <item>A waiter can be killed after it used up a wake-up. Whoever waits for something others depend on waits in slices.</item>
/// </list>
/// The word must stay mapped: see <see cref="SharedRegion"/>.
/// </remarks>
internal static class WaitWord
{
    private static readonly WordWaiter s_waiter = WordWaiter.Default;

    /// <summary>Blocks this thread while <paramref name="word"/> holds <paramref name="expected"/>.</summary>
    public static unsafe WaitOutcome Wait(ref int word, int expected, Deadline deadline, CancellationToken cancellationToken)
        => s_waiter.Wait((int*)Unsafe.AsPointer(ref word), expected, deadline, cancellationToken);

    /// <summary>
    /// The same without holding a thread. <paramref name="owner"/> is what keeps the word mapped while it is reachable, usually a
    /// <see cref="SharedRegion"/>; it is kept reachable until the wait ends. The word must not be on the managed heap.
    /// </summary>
    public static unsafe ValueTask<WaitOutcome> WaitAsync(
        object owner, ref int word, int expected, Deadline deadline, CancellationToken cancellationToken)
        => s_waiter.WaitAsync(owner, (int*)Unsafe.AsPointer(ref word), expected, deadline, cancellationToken);

    /// <summary>Wakes up to <paramref name="count"/> waiters in any process. Returns how many were woken, as far as that can be known.</summary>
    public static unsafe int Wake(ref int word, int count) => s_waiter.Wake((int*)Unsafe.AsPointer(ref word), count);
}
