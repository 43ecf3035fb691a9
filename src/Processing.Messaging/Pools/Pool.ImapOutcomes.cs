using System.Runtime.CompilerServices;

namespace Processing.Messaging;

public sealed partial class Pool
{
    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the outcome of each, value or error, in the order of the items.
    /// A failed task does not end the enumeration. Otherwise as <c>ImapAsync</c>.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the outcomes.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IAsyncEnumerable<TaskOutcome<TResult>> ImapOutcomesAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => OutcomesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="ImapOutcomesAsync{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IAsyncEnumerable<TaskOutcome<TResult>> ImapOutcomesAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => OutcomesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the outcome of each, value or error, as they come.
    /// A failed task does not end the enumeration. Otherwise as <c>ImapUnorderedAsync</c>.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the outcomes.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IAsyncEnumerable<TaskOutcome<TResult>> ImapUnorderedOutcomesAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => OutcomesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="ImapUnorderedOutcomesAsync{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IAsyncEnumerable<TaskOutcome<TResult>> ImapUnorderedOutcomesAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => OutcomesAsync(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the outcome of each, value or error, in the order of the items; each step blocks until its turn has come.
    /// A failed task does not end the enumeration. Otherwise as <c>Imap</c>.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the outcomes.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IEnumerable<TaskOutcome<TResult>> ImapOutcomes<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Outcomes(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="ImapOutcomes{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IEnumerable<TaskOutcome<TResult>> ImapOutcomes<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Outcomes(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new InputOrder<TResult>()), cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and gives the outcome of each, value or error, as they come; each step blocks until there is one.
    /// A failed task does not end the enumeration. Otherwise as <c>ImapUnordered</c>.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read by whoever takes the outcomes.</param>
    /// <param name="chunkSize">How many items travel together; more is much faster for short tasks. Default: 1.</param>
    /// <param name="cancellationToken">Withdraws what has not run.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public IEnumerable<TaskOutcome<TResult>> ImapUnorderedOutcomes<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Outcomes(NewFlow<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    /// <inheritdoc cref="ImapUnorderedOutcomes{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int, CancellationToken)"/>
    public IEnumerable<TaskOutcome<TResult>> ImapUnorderedOutcomes<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int chunkSize = 1, CancellationToken cancellationToken = default)
        => Outcomes(NewFlow<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, new ArrivalOrder<TResult>()), cancellationToken);

    private static async IAsyncEnumerable<TaskOutcome<TResult>> OutcomesAsync<TItem, TResult>(
        StreamFlow<TItem, TResult> flow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using StreamRun<TItem, TResult> run = flow.Begin(cancellationToken);
        while (run.TopUp())
        {
            TaskOutcome<TResult> outcome;
            while (!run.TryNext(out outcome))
            {
                run.Arrived(await run.Outcomes.TakeAsync().ConfigureAwait(false));
            }

            yield return outcome;
        }
    }

    private static IEnumerable<TaskOutcome<TResult>> Outcomes<TItem, TResult>(
        StreamFlow<TItem, TResult> flow, CancellationToken cancellationToken)
    {
        using StreamRun<TItem, TResult> run = flow.Begin(cancellationToken);
        while (run.TopUp())
        {
            TaskOutcome<TResult> outcome;
            while (!run.TryNext(out outcome))
            {
                run.Arrived(run.Outcomes.Take());
            }

            yield return outcome;
        }
    }
}
