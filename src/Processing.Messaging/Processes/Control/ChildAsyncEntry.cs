namespace Processing.Messaging;

/// <summary>
/// As <see cref="ChildEntry"/>, for delegates that return a task.
/// </summary>
internal static class ChildAsyncEntry
{
    public static void Async(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<Task>>(ref call);
        ChildWait.For(target());
        result.Return(default(Nothing));
    }

    public static void Async<T1>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, Task>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        ChildWait.For(target(argument1));
        result.Return(default(Nothing));
    }

    public static void Async<T1, T2>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, Task>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        ChildWait.For(target(argument1, argument2));
        result.Return(default(Nothing));
    }

    public static void Async<T1, T2, T3>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, Task>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        ChildWait.For(target(argument1, argument2, argument3));
        result.Return(default(Nothing));
    }

    public static void Async<T1, T2, T3, T4>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, T4, Task>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        T4 argument4 = MessageFormatter.Read<T4>(ref call);
        ChildWait.For(target(argument1, argument2, argument3, argument4));
        result.Return(default(Nothing));
    }

    public static void AsyncFunc<TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<Task<TResult>>>(ref call);
        result.Return(ChildWait.For(target()));
    }

    public static void AsyncFunc<T1, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, Task<TResult>>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        result.Return(ChildWait.For(target(argument1)));
    }

    public static void AsyncFunc<T1, T2, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, Task<TResult>>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        result.Return(ChildWait.For(target(argument1, argument2)));
    }

    public static void AsyncFunc<T1, T2, T3, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, Task<TResult>>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        result.Return(ChildWait.For(target(argument1, argument2, argument3)));
    }

    public static void AsyncFunc<T1, T2, T3, T4, TResult>(ref MessageReader call, ChildResult result)
    {
        var target = DelegateReference.Read<Func<T1, T2, T3, T4, Task<TResult>>>(ref call);
        T1 argument1 = MessageFormatter.Read<T1>(ref call);
        T2 argument2 = MessageFormatter.Read<T2>(ref call);
        T3 argument3 = MessageFormatter.Read<T3>(ref call);
        T4 argument4 = MessageFormatter.Read<T4>(ref call);
        result.Return(ChildWait.For(target(argument1, argument2, argument3, argument4)));
    }
}
