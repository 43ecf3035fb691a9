namespace Processing.Messaging;

public sealed partial class Pool
{
    /// <summary>Runs <paramref name="target"/> in one of the workers and completes with what it returned.</summary>
    /// <param name="target">What runs in the worker. It must capture nothing; what it needs are arguments.</param>
    /// <param name="cancellationToken">
    /// Withdraws the task. A worker that is running it is killed and replaced when <see cref="PoolOptions.CancellationGrace"/> is over.
    /// </param>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="MessageSerializationException">An argument cannot travel to another process.</exception>
    /// <exception cref="RemoteException">The delegate threw; its stack is in <see cref="RemoteException.RemoteStackTrace"/>.</exception>
    /// <exception cref="WorkerDiedException">The worker died while it ran the task.</exception>
    /// <exception cref="ProcessingException">The pool has no workers and could start none.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public Task RunAsync([ProcessEntry] Action target, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildEntry.Action, ChildArguments.None), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1>([ProcessEntry] Action<T1> target, T1 argument1, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildEntry.Action<T1>, ChildArguments.Of(argument1)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1, T2>([ProcessEntry] Action<T1, T2> target, T1 argument1, T2 argument2, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildEntry.Action<T1, T2>, ChildArguments.Of(argument1, argument2)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1, T2, T3>([ProcessEntry] Action<T1, T2, T3> target, T1 argument1, T2 argument2, T3 argument3, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildEntry.Action<T1, T2, T3>, ChildArguments.Of(argument1, argument2, argument3)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1, T2, T3, T4>([ProcessEntry] Action<T1, T2, T3, T4> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildEntry.Action<T1, T2, T3, T4>, ChildArguments.Of(argument1, argument2, argument3, argument4)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<TResult>([ProcessEntry] Func<TResult> target, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildEntry.Func<TResult>, ChildArguments.None), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, TResult>([ProcessEntry] Func<T1, TResult> target, T1 argument1, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildEntry.Func<T1, TResult>, ChildArguments.Of(argument1)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, T2, TResult>([ProcessEntry] Func<T1, T2, TResult> target, T1 argument1, T2 argument2, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildEntry.Func<T1, T2, TResult>, ChildArguments.Of(argument1, argument2)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, T2, T3, TResult>([ProcessEntry] Func<T1, T2, T3, TResult> target, T1 argument1, T2 argument2, T3 argument3, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildEntry.Func<T1, T2, T3, TResult>, ChildArguments.Of(argument1, argument2, argument3)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, T2, T3, T4, TResult>([ProcessEntry] Func<T1, T2, T3, T4, TResult> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildEntry.Func<T1, T2, T3, T4, TResult>, ChildArguments.Of(argument1, argument2, argument3, argument4)), cancellationToken);
}
