namespace Processing.Messaging;

public partial class ChildProcess
{
    /// <summary>Runs <paramref name="target"/> in a child process of its own and completes with what it returned.</summary>
    /// <param name="target">What runs in the child. It must capture nothing; what it needs are arguments.</param>
    /// <param name="options">How to start it; null for the defaults.</param>
    /// <param name="cancellationToken">Kills the child.</param>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="MessageSerializationException">The delegate or an argument cannot travel to another process.</exception>
    /// <exception cref="ProcessStartException">The child could not be started, or ended before it ran the delegate.</exception>
    /// <exception cref="RemoteException">The delegate threw; its stack is in <see cref="RemoteException.RemoteStackTrace"/>.</exception>
    /// <exception cref="ProcessDiedException">The child ended without returning: it was killed, crashed, or called Exit.</exception>
    /// <exception cref="OperationCanceledException">The token fired; the child is gone.</exception>
    public static Task RunAsync(
        [ProcessEntry] Action target, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<Nothing>(
            new ChildCall(target, ChildEntry.Action, ChildArguments.None), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task RunAsync<T1>(
        [ProcessEntry] Action<T1> target, T1 argument1, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1>, ChildArguments.Of(argument1)), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task RunAsync<T1, T2>(
        [ProcessEntry] Action<T1, T2> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2>, ChildArguments.Of(argument1, argument2)), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task RunAsync<T1, T2, T3>(
        [ProcessEntry] Action<T1, T2, T3> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2, T3>, ChildArguments.Of(argument1, argument2, argument3)), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task RunAsync<T1, T2, T3, T4>(
        [ProcessEntry] Action<T1, T2, T3, T4> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2, T3, T4>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task<TResult> RunAsync<TResult>(
        [ProcessEntry] Func<TResult> target, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<TResult>(
            new ChildCall(target, ChildEntry.Func<TResult>, ChildArguments.None), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task<TResult> RunAsync<T1, TResult>(
        [ProcessEntry] Func<T1, TResult> target, T1 argument1, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, TResult>, ChildArguments.Of(argument1)), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task<TResult> RunAsync<T1, T2, TResult>(
        [ProcessEntry] Func<T1, T2, TResult> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, TResult>, ChildArguments.Of(argument1, argument2)), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task<TResult> RunAsync<T1, T2, T3, TResult>(
        [ProcessEntry] Func<T1, T2, T3, TResult> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, T3, TResult>, ChildArguments.Of(argument1, argument2, argument3)), options, cancellationToken);

    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static Task<TResult> RunAsync<T1, T2, T3, T4, TResult>(
        [ProcessEntry] Func<T1, T2, T3, T4, TResult> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.RunAsync<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, T3, T4, TResult>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, cancellationToken);
}
