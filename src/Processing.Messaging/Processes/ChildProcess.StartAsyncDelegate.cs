namespace Processing.Messaging;

public partial class ChildProcess
{
    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start([ProcessEntry] Func<Task> target, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildAsyncEntry.TaskAction, ChildArguments.None), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1>([ProcessEntry] Func<T1, Task> target, T1 argument1, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildAsyncEntry.TaskAction<T1>, ChildArguments.Of(argument1)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1, T2>([ProcessEntry] Func<T1, T2, Task> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildAsyncEntry.TaskAction<T1, T2>, ChildArguments.Of(argument1, argument2)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1, T2, T3>([ProcessEntry] Func<T1, T2, T3, Task> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildAsyncEntry.TaskAction<T1, T2, T3>, ChildArguments.Of(argument1, argument2, argument3)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1, T2, T3, T4>([ProcessEntry] Func<T1, T2, T3, T4, Task> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildAsyncEntry.TaskAction<T1, T2, T3, T4>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<TResult>([ProcessEntry] Func<Task<TResult>> target, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildAsyncEntry.TaskFunc<TResult>, ChildArguments.None), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, TResult>([ProcessEntry] Func<T1, Task<TResult>> target, T1 argument1, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, TResult>, ChildArguments.Of(argument1)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, T2, TResult>([ProcessEntry] Func<T1, T2, Task<TResult>> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, T2, TResult>, ChildArguments.Of(argument1, argument2)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, T2, T3, TResult>([ProcessEntry] Func<T1, T2, T3, Task<TResult>> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, T2, T3, TResult>, ChildArguments.Of(argument1, argument2, argument3)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, T2, T3, T4, TResult>([ProcessEntry] Func<T1, T2, T3, T4, Task<TResult>> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildAsyncEntry.TaskFunc<T1, T2, T3, T4, TResult>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, FailureReport.StandardError);
}
