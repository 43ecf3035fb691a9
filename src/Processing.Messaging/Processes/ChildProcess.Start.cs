namespace Processing.Messaging;

public partial class ChildProcess
{
    /// <summary>Starts a child process that runs <paramref name="target"/>. Returns once the child was told what to run.</summary>
    /// <param name="target">What runs in the child. It must capture nothing; what it needs are arguments.</param>
    /// <param name="options">How to start it; null for the defaults.</param>
    /// <exception cref="CapturedVariableException">The delegate captures variables, which are named.</exception>
    /// <exception cref="MessageSerializationException">The delegate or an argument cannot travel to another process.</exception>
    /// <exception cref="ProcessStartException">The system refused, or the child ended before it could be told what to run.</exception>
    public static ChildProcess Start([ProcessEntry] Action target, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildEntry.Action, ChildArguments.None), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1>([ProcessEntry] Action<T1> target, T1 argument1, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1>, ChildArguments.Of(argument1)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1, T2>([ProcessEntry] Action<T1, T2> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2>, ChildArguments.Of(argument1, argument2)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1, T2, T3>([ProcessEntry] Action<T1, T2, T3> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2, T3>, ChildArguments.Of(argument1, argument2, argument3)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess Start<T1, T2, T3, T4>([ProcessEntry] Action<T1, T2, T3, T4> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null)
        => ChildStarter.Start<Nothing>(
            new ChildCall(target, ChildEntry.Action<T1, T2, T3, T4>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<TResult>([ProcessEntry] Func<TResult> target, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildEntry.Func<TResult>, ChildArguments.None), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, TResult>([ProcessEntry] Func<T1, TResult> target, T1 argument1, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, TResult>, ChildArguments.Of(argument1)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, T2, TResult>([ProcessEntry] Func<T1, T2, TResult> target, T1 argument1, T2 argument2, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, TResult>, ChildArguments.Of(argument1, argument2)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, T2, T3, TResult>([ProcessEntry] Func<T1, T2, T3, TResult> target, T1 argument1, T2 argument2, T3 argument3, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, T3, TResult>, ChildArguments.Of(argument1, argument2, argument3)), options, FailureReport.StandardError);

    /// <inheritdoc cref="Start(Action, ChildProcessOptions)"/>
    public static ChildProcess<TResult> Start<T1, T2, T3, T4, TResult>([ProcessEntry] Func<T1, T2, T3, T4, TResult> target, T1 argument1, T2 argument2, T3 argument3, T4 argument4, ChildProcessOptions? options = null)
        => ChildStarter.Start<TResult>(
            new ChildCall(target, ChildEntry.Func<T1, T2, T3, T4, TResult>, ChildArguments.Of(argument1, argument2, argument3, argument4)), options, FailureReport.StandardError);
}
