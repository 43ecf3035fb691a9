namespace Processing.Messaging;

public sealed partial class Pool
{
    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync([ProcessEntry] Func<Task> target, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildAsyncEntry.TaskAction, ChildArguments.None), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1>([ProcessEntry] Func<T1, Task> target, T1 argument1, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildAsyncEntry.TaskAction<T1>, ChildArguments.Of(argument1)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1, T2>([ProcessEntry] Func<T1, T2, Task> target, T1 argument1, T2 argument2, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildAsyncEntry.TaskAction<T1, T2>, ChildArguments.Of(argument1, argument2)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1, T2, T3>([ProcessEntry] Func<T1, T2, T3, Task> target, T1 argument1, T2 argument2, T3 argument3, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildAsyncEntry.TaskAction<T1, T2, T3>, ChildArguments.Of(argument1, argument2, argument3)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task RunAsync<T1, T2, T3, T4>([ProcessEntry] Func<T1, T2, T3, T4, Task> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, CancellationToken cancellationToken = default)
        => RunOneAsync<Nothing>(new ChildCall(target, ChildAsyncEntry.TaskAction<T1, T2, T3, T4>, ChildArguments.Of(argument1, argument2, argument3, argument4)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<TResult>([ProcessEntry] Func<Task<TResult>> target, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildAsyncEntry.TaskFunc<TResult>, ChildArguments.None), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, TResult>([ProcessEntry] Func<T1, Task<TResult>> target, T1 argument1, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, TResult>, ChildArguments.Of(argument1)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, T2, TResult>([ProcessEntry] Func<T1, T2, Task<TResult>> target, T1 argument1, T2 argument2, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, T2, TResult>, ChildArguments.Of(argument1, argument2)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, T2, T3, TResult>([ProcessEntry] Func<T1, T2, T3, Task<TResult>> target, T1 argument1, T2 argument2, T3 argument3, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, T2, T3, TResult>, ChildArguments.Of(argument1, argument2, argument3)), cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, CancellationToken)"/>
    public Task<TResult> RunAsync<T1, T2, T3, T4, TResult>([ProcessEntry] Func<T1, T2, T3, T4, Task<TResult>> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, CancellationToken cancellationToken = default)
        => RunOneAsync<TResult>(new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, T2, T3, T4, TResult>, ChildArguments.Of(argument1, argument2, argument3, argument4)), cancellationToken);
}
