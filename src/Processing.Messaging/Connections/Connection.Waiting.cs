using System.Runtime.InteropServices;

namespace Processing.Messaging;

public sealed partial class Connection : IWaitable
{
    /// <summary>Blocks this thread until at least one of several things is ready: see <see cref="WaitAny(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>.</summary>
    /// <inheritdoc cref="WaitAny(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>
    public static IReadOnlyList<IWaitable> WaitAny(IEnumerable<IWaitable> sources, CancellationToken cancellationToken = default)
        => WaitSet.Wait(sources, all: false, Deadline.Never, cancellationToken);

    /// <summary>
    /// Blocks this thread until at least one of several things is ready: a connection from which a receive would return at once (a message
    /// is there, or the end of the stream), a child process that has ended, a wait handle (<see cref="Waitable.From"/>) that was signaled.
    /// </summary>
    /// <param name="sources">What to wait for; each connection at most once. With none the call just waits.</param>
    /// <param name="timeout">How long to wait; zero and negative times only look; <see cref="Timeout.InfiniteTimeSpan"/> waits without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All that are ready, in the order given; none when the time has passed.</returns>
    /// <exception cref="InvalidOperationException">A connection cannot receive, or another thread is receiving from it or waiting for it.</exception>
    /// <exception cref="ObjectDisposedException">A connection was disposed or passed on, before or during the call.</exception>
    /// <exception cref="ConnectionClosedException">A connection was closed after a failure.</exception>
    /// <exception cref="OperationCanceledException">The token fired, and nothing was ready.</exception>
    public static IReadOnlyList<IWaitable> WaitAny(
        IEnumerable<IWaitable> sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => WaitSet.Wait(sources, all: false, Deadline.After(timeout), cancellationToken);

    /// <inheritdoc cref="WaitAny(IEnumerable{IWaitable}, CancellationToken)"/>
    public static Task<IReadOnlyList<IWaitable>> WaitAnyAsync(IEnumerable<IWaitable> sources, CancellationToken cancellationToken = default)
        => WaitSet.WaitAsync(sources, all: false, Deadline.Never, cancellationToken);

    /// <inheritdoc cref="WaitAny(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>
    public static Task<IReadOnlyList<IWaitable>> WaitAnyAsync(
        IEnumerable<IWaitable> sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => WaitSet.WaitAsync(sources, all: false, Deadline.After(timeout), cancellationToken);

    /// <inheritdoc cref="WaitAll(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>
    public static IReadOnlyList<IWaitable> WaitAll(IEnumerable<IWaitable> sources, CancellationToken cancellationToken = default)
        => WaitSet.Wait(sources, all: true, Deadline.Never, cancellationToken);

    /// <summary>
    /// Blocks this thread until every one of several things is ready, in the sense of <see cref="WaitAny(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>,
    /// or the time has passed. Wait handles are taken one by one, as they are signaled; when the token fires, those taken before stay taken.
    /// </summary>
    /// <inheritdoc cref="WaitAny(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>
    /// <param name="sources">What to wait for; each connection at most once. None are ready at once.</param>
    /// <param name="timeout">How long to wait; zero and negative times only look; <see cref="Timeout.InfiniteTimeSpan"/> waits without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All that are ready, in the order given: as many as there are, unless the time has passed.</returns>
    public static IReadOnlyList<IWaitable> WaitAll(
        IEnumerable<IWaitable> sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => WaitSet.Wait(sources, all: true, Deadline.After(timeout), cancellationToken);

    /// <inheritdoc cref="WaitAll(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>
    public static Task<IReadOnlyList<IWaitable>> WaitAllAsync(IEnumerable<IWaitable> sources, CancellationToken cancellationToken = default)
        => WaitSet.WaitAsync(sources, all: true, Deadline.Never, cancellationToken);

    /// <inheritdoc cref="WaitAll(IEnumerable{IWaitable}, TimeSpan, CancellationToken)"/>
    public static Task<IReadOnlyList<IWaitable>> WaitAllAsync(
        IEnumerable<IWaitable> sources, TimeSpan timeout, CancellationToken cancellationToken = default)
        => WaitSet.WaitAsync(sources, all: true, Deadline.After(timeout), cancellationToken);

    void IWaitable.EnterWait() => EnterReceive();

    bool IWaitable.IsReady() => IsReceivable();

    SafeHandle? IWaitable.PrepareToWait() => _transport.PrepareToWait();

    void IWaitable.EndWait() => _transport.EndWait();

    void IWaitable.ExitWait() => ExitReceive();
}
