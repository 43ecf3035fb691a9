namespace Processing.Messaging;

public partial class ChildProcess
{
    /// <summary>Runs <paramref name="target"/> in a child process of its own and blocks until it has returned.</summary>
    /// <inheritdoc cref="RunAsync(Action, ChildProcessOptions, CancellationToken)"/>
    public static void Run(
        [ProcessEntry] Action target, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<Nothing>(
            new ChildCall(target, ChildEntry.Action, ChildArguments.None), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static void Run<T1>(
        [ProcessEntry] Action<T1> target, T1 argument1, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1>, ChildArguments.Of(argument1)), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static void Run<T1, T2>(
        [ProcessEntry] Action<T1, T2> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2>, ChildArguments.Of(argument1, argument2)), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static void Run<T1, T2, T3>(
        [ProcessEntry] Action<T1, T2, T3> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2, T3>, ChildArguments.Of(argument1, argument2, argument3)), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static void Run<T1, T2, T3, T4>(
        [ProcessEntry] Action<T1, T2, T3, T4> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2, T3, T4>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static TResult Run<TResult>(
        [ProcessEntry] Func<TResult> target, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<TResult>(
            new ChildCall(target, ChildEntry.Func<TResult>, ChildArguments.None), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static TResult Run<T1, TResult>(
        [ProcessEntry] Func<T1, TResult> target, T1 argument1, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, TResult>, ChildArguments.Of(argument1)), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static TResult Run<T1, T2, TResult>(
        [ProcessEntry] Func<T1, T2, TResult> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, TResult>, ChildArguments.Of(argument1, argument2)), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static TResult Run<T1, T2, T3, TResult>(
        [ProcessEntry] Func<T1, T2, T3, TResult> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, T3, TResult>, ChildArguments.Of(argument1, argument2, argument3)), options, cancellationToken);

    /// <inheritdoc cref="Run(Action, ChildProcessOptions, CancellationToken)"/>
    public static TResult Run<T1, T2, T3, T4, TResult>(
        [ProcessEntry] Func<T1, T2, T3, T4, TResult> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null, CancellationToken cancellationToken = default)
        => ChildRun.Run<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, T3, T4, TResult>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, cancellationToken);
}
