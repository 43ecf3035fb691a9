using System.Runtime.CompilerServices;

namespace Processing.Messaging;

public sealed partial class Pool
{
    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the results in the order of the items, each as soon as its turn has come.
    /// Items are read only as results are taken, with a bounded number under way, so neither side need fit in memory. A failed task throws
    /// when its turn comes, which ends the enumeration. Leaving the enumeration early cancels what is under way.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the results.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="RemoteException">A delegate threw.</exception>
    /// <exception cref="WorkerDiedException">A worker died while it ran a task; it says which.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IAsyncEnumerable<TResult> ImapAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => ValuesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="ImapAsync{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IAsyncEnumerable<TResult> ImapAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => ValuesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the results as they come.
    /// Items are read only as results are taken, with a bounded number under way, so neither side need fit in memory. A failed task throws
    /// when its turn comes, which ends the enumeration. Leaving the enumeration early cancels what is under way.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the results.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="RemoteException">A delegate threw.</exception>
    /// <exception cref="WorkerDiedException">A worker died while it ran a task; it says which.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IAsyncEnumerable<TResult> ImapUnorderedAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => ValuesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="ImapUnorderedAsync{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IAsyncEnumerable<TResult> ImapUnorderedAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => ValuesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the results in the order of the items; each step blocks until its turn has come.
    /// Items are read only as results are taken, with a bounded number under way, so neither side need fit in memory. A failed task throws
    /// when its turn comes, which ends the enumeration. Leaving the enumeration early cancels what is under way.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the results.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="RemoteException">A delegate threw.</exception>
    /// <exception cref="WorkerDiedException">A worker died while it ran a task; it says which.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IEnumerable<TResult> Imap<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Values(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="Imap{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IEnumerable<TResult> Imap<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Values(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the results as they come; each step blocks until there is one.
    /// Items are read only as results are taken, with a bounded number under way, so neither side need fit in memory. A failed task throws
    /// when its turn comes, which ends the enumeration. Leaving the enumeration early cancels what is under way.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the results.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="RemoteException">A delegate threw.</exception>
    /// <exception cref="WorkerDiedException">A worker died while it ran a task; it says which.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IEnumerable<TResult> ImapUnordered<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Values(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="ImapUnordered{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IEnumerable<TResult> ImapUnordered<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Values(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    private StreamFlow<TItem, TResult> NewFlow<TItem, TResult>(
        CallTarget target, IEnumerable<TItem> items, int chunkSize, IOutcomeOrder<TResult> order)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkSize, 1);
        DelegateCapture.ThrowIfCapturing(target.Target);
        return new StreamFlow<TItem, TResult>(_dispatcher, target, items, chunkSize, WorkerCount, order);
    }

    private static async IAsyncEnumerable<TResult> ValuesAsync<TItem, TResult>(
        StreamFlow<TItem, TResult> flow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TaskOutcome<TResult> outcome in OutcomesAsync(flow, cancellationToken).ConfigureAwait(false))
        {
            yield return outcome.Value;
        }
    }

    private static IEnumerable<TResult> Values<TItem, TResult>(StreamFlow<TItem, TResult> flow, CancellationToken cancellationToken)
    {
        foreach (TaskOutcome<TResult> outcome in Outcomes(flow, cancellationToken))
        {
            yield return outcome.Value;
        }
    }
}
