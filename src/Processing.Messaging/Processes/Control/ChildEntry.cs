namespace Processing.Messaging;

/// <summary>
/// Makes a named delegate callable in the child, one method for each shape of delegate. The arguments are read from left to right, as
/// <see cref="ChildArguments"/> wrote them.
/// </summary>
internal static class ChildEntry
{
    public static BoundCall Action(ref MessageReader call)
    {
        var target = DelegateReference.Read<Action>(ref call);
        return (ref MessageReader _, ResultSink result) =>
        {
            target();
            result.Return(default(Nothing));
        };
    }

    public static BoundCall Action<T1>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Action<T1>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            target(Read<T1>(ref arguments));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall Action<T1, T2>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Action<T1, T2>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            target(Read<T1>(ref arguments), Read<T2>(ref arguments));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall Action<T1, T2, T3>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Action<T1, T2, T3>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall Action<T1, T2, T3, T4>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Action<T1, T2, T3, T4>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
        {
            target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments), Read<T4>(ref arguments));
            result.Return(default(Nothing));
        };
    }

    public static BoundCall Func<TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<TResult>>(ref call);
        return (ref MessageReader _, ResultSink result) =>
            result.Return(target());
    }

    public static BoundCall Func<T1, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, TResult>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(target(Read<T1>(ref arguments)));
    }

    public static BoundCall Func<T1, T2, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, TResult>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(target(Read<T1>(ref arguments), Read<T2>(ref arguments)));
    }

    public static BoundCall Func<T1, T2, T3, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, TResult>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments)));
    }

    public static BoundCall Func<T1, T2, T3, T4, TResult>(ref MessageReader call)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, T4, TResult>>(ref call);
        return (ref MessageReader arguments, ResultSink result) =>
            result.Return(target(Read<T1>(ref arguments), Read<T2>(ref arguments), Read<T3>(ref arguments), Read<T4>(ref arguments)));
    }

    private static T Read<T>(ref MessageReader arguments) => MessageFormatter.Read<T>(ref arguments);
}
