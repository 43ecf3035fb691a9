namespace Processing.Messaging;

public sealed partial class Pool
{
    /// <summary>
    /// Runs <paramref name="target"/> for every item and completes with the results in the order of the items.
    /// When tasks fail, all others still run; then the error of the first failed item is thrown.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read to their end at once.</param>
    /// <param name="chunkSize">
    /// How many items travel together; null, the default, makes chunks large at first and small towards the end.
    /// </param>
    /// <param name="cancellationToken">Withdraws what has not run, as in <see cref="RunAsync(Action, CancellationToken)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="RemoteException">A delegate threw.</exception>
    /// <exception cref="WorkerDiedException">A worker died while it ran a task; it says which.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public Task<TResult[]> MapAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapValuesAsync<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, cancellationToken);

    /// <inheritdoc cref="MapAsync{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int?, CancellationToken)"/>
    public Task<TResult[]> MapAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapValuesAsync<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and blocks until all have run; returns the results in the order of the items.
    /// When tasks fail, all others still run; then the error of the first failed item is thrown.
    /// </summary>
    /// <param name="target">What runs in the workers. It must capture nothing.</param>
    /// <param name="items">The items; read to their end at once.</param>
    /// <param name="chunkSize">
    /// How many items travel together; null, the default, makes chunks large at first and small towards the end.
    /// </param>
    /// <param name="cancellationToken">Withdraws what has not run, as in <see cref="RunAsync(Action, CancellationToken)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunkSize"/> is less than 1.</exception>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="RemoteException">A delegate threw.</exception>
    /// <exception cref="WorkerDiedException">A worker died while it ran a task; it says which.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public TResult[] Map<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapValues<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, cancellationToken);

    /// <inheritdoc cref="Map{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int?, CancellationToken)"/>
    public TResult[] Map<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapValues<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and completes with the outcome of each, value or error, in the order of the items.
    /// </summary>
    /// <inheritdoc cref="MapAsync{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int?, CancellationToken)"/>
    public Task<TaskOutcome<TResult>[]> MapOutcomesAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapAllAsync<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, cancellationToken);

    /// <inheritdoc cref="MapOutcomesAsync{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int?, CancellationToken)"/>
    public Task<TaskOutcome<TResult>[]> MapOutcomesAsync<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapAllAsync<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, cancellationToken);

    /// <summary>
    /// Runs <paramref name="target"/> for every item and blocks until all have run; returns the outcome of each, value or error, in the order
    /// of the items.
    /// </summary>
    /// <inheritdoc cref="Map{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int?, CancellationToken)"/>
    public TaskOutcome<TResult>[] MapOutcomes<TItem, TResult>(
        [ProcessEntry] Func<TItem, TResult> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapAll<TItem, TResult>(new CallTarget(target, ChildEntry.Func<TItem, TResult>), items, chunkSize, cancellationToken);

    /// <inheritdoc cref="MapOutcomes{TItem, TResult}(Func{TItem, TResult}, IEnumerable{TItem}, int?, CancellationToken)"/>
    public TaskOutcome<TResult>[] MapOutcomes<TItem, TResult>(
        [ProcessEntry] Func<TItem, Task<TResult>> target, IEnumerable<TItem> items, int? chunkSize = null, CancellationToken cancellationToken = default)
        => MapAll<TItem, TResult>(new CallTarget(target, ChildAsyncEntry.TaskFunc<TItem, TResult>), items, chunkSize, cancellationToken);

    private async Task<TResult[]> MapValuesAsync<TItem, TResult>(
        CallTarget target, IEnumerable<TItem> items, int? chunkSize, CancellationToken cancellationToken)
        => ValuesOf(await MapAllAsync<TItem, TResult>(target, items, chunkSize, cancellationToken).ConfigureAwait(false));

    private TResult[] MapValues<TItem, TResult>(
        CallTarget target, IEnumerable<TItem> items, int? chunkSize, CancellationToken cancellationToken)
        => ValuesOf(MapAll<TItem, TResult>(target, items, chunkSize, cancellationToken));

    private async Task<TaskOutcome<TResult>[]> MapAllAsync<TItem, TResult>(
        CallTarget target, IEnumerable<TItem> items, int? chunkSize, CancellationToken cancellationToken)
    {
        MapJob<TItem, TResult> job = NewMapJob<TItem, TResult>(target, items, chunkSize);
        using CancellationTokenRegistration registration = SubmitCancellable(job, cancellationToken);
        return await job.Completion.Task.ConfigureAwait(false);
    }

    private TaskOutcome<TResult>[] MapAll<TItem, TResult>(
        CallTarget target, IEnumerable<TItem> items, int? chunkSize, CancellationToken cancellationToken)
    {
        MapJob<TItem, TResult> job = NewMapJob<TItem, TResult>(target, items, chunkSize);
        using CancellationTokenRegistration registration = SubmitCancellable(job, cancellationToken);
        return job.Completion.Wait();
    }

    private static MapJob<TItem, TResult> NewMapJob<TItem, TResult>(CallTarget target, IEnumerable<TItem> items, int? chunkSize)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (chunkSize is { } size)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(chunkSize));
        }

        DelegateCapture.ThrowIfCapturing(target.Target);
        return new MapJob<TItem, TResult>(target, [.. items], chunkSize);
    }

    private static TResult[] ValuesOf<TResult>(TaskOutcome<TResult>[] outcomes)
    {
        var values = new TResult[outcomes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = outcomes[i].Value;
        }

        return values;
    }
}
