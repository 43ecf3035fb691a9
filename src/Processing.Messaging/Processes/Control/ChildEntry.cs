namespace Processing.Messaging;

/// <summary>
/// Runs a delegate in the child, one method for each shape of delegate. The order of reading, the delegate and then its arguments, is the
/// order of writing in <see cref="ChildCall"/>.
/// </summary>
internal static class ChildEntry
{
    public static void Action(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Action>(ref call);
        target();
        result.Return(default(Nothing));
    }

    public static void Action<T1>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Action<T1>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        target(argument1);
        result.Return(default(Nothing));
    }

    public static void Action<T1, T2>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Action<T1, T2>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        target(argument1, argument2);
        result.Return(default(Nothing));
    }

    public static void Action<T1, T2, T3>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Action<T1, T2, T3>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        target(argument1, argument2, argument3);
        result.Return(default(Nothing));
    }

    public static void Action<T1, T2, T3, T4>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Action<T1, T2, T3, T4>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        T4 argument4 = MessageFormatter.Read<T4>(ref call);
        target(argument1, argument2, argument3, argument4);
        result.Return(default(Nothing));
    }

    public static void Func<TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<TResult>>(ref call);
        result.Return(target());
    }

    public static void Func<T1, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, TResult>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        result.Return(target(argument1));
    }

    public static void Func<T1, T2, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, TResult>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        result.Return(target(argument1, argument2));
    }

    public static void Func<T1, T2, T3, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, TResult>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        result.Return(target(argument1, argument2, argument3));
    }

    public static void Func<T1, T2, T3, T4, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, T4, TResult>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        T4 argument4 = MessageFormatter.Read<T4>(ref call);
        result.Return(target(argument1, argument2, argument3, argument4));
    }
}
