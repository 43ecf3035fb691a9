namespace Processing.Messaging;

/// <summary>
/// As <see cref="ChildEntry"/>, for delegates that return a task.
/// </summary>
internal static class ChildAsyncEntry
{
    public static BoundCall TaskAction(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<Task>>(ref call);
        return (ref MessageReader _, ResultSink result) =>
        {
            ChildWait.For(target());
            result.Return(default(Nothing));
        };
    }

    public static BoundCall TaskAction<T1>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, Task>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            ChildWait.For(target(Read<T1>(ref arguments)));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall TaskAction<T1, T2>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, Task>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            ChildWait.For(target(Read<T1>(ref arguments), Read<T2>(ref arguments)));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall TaskAction<T1, T2, T3>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, Task>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            ChildWait.For(target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments)));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall TaskAction<T1, T2, T3, T4>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, T4, Task>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            ChildWait.For(target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments), Read<T4>(ref arguments)));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall TaskFunc<TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<Task<TResult>>>(ref call);
        return (ref MessageReader _, ResultSink result) =>
            result.Return(ChildWait.For(target()));
    }

    public static BoundCall TaskFunc<T1, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, Task<TResult>>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(ChildWait.For(target(Read<T1>(ref arguments))));
    }

    public static BoundCall TaskFunc<T1, T2, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, Task<TResult>>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(ChildWait.For(target(Read<T1>(ref arguments), Read<T2>(ref arguments))));
    }

    public static BoundCall TaskFunc<T1, T2, T3, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, Task<TResult>>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(ChildWait.For(target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments))));
    }

    public static BoundCall TaskFunc<T1, T2, T3, T4, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, T4, Task<TResult>>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(ChildWait.For(target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments), Read<T4>(ref arguments))));
    }

    private static T Read<T>(ref MessageReader arguments) => MessageFormatter.Read<T>(ref arguments);
}
