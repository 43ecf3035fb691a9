namespace Processing;

/// <summary>The formatter that someone registered for <typeparamref name="T"/>, and whether it is too late to register one.</summary>
internal static class RegisteredFormatter<T>
{
    private const string Closed = "closed";

    // Null at first; then, once and for all, the registered formatter, or Closed where the type was used without one. Set by compare-and-swap:
    // a lock, or an initial value, would be one more thing to compile for each type that a starting child touches.
    private static object? s_slot;

    public static void Set(IMessageFormatter<T> formatter)
    {
        object? before = Interlocked.CompareExchange(ref s_slot, formatter, null);
        if (before is IMessageFormatter<T>)
        {
            throw new InvalidOperationException($"{typeof(T)} has a registered formatter already: {before.GetType()}.");
        }

        if (before is not null)
        {
            throw new InvalidOperationException(
                $"The formatter of {typeof(T)} is in use already, so another cannot replace it; register it before the first message, "
                + "for example in a module initializer.");
        }
    }

    /// <summary>The registered formatter, if any; nothing can be registered any more.</summary>
    public static IMessageFormatter<T>? Fix() => Interlocked.CompareExchange(ref s_slot, Closed, null) as IMessageFormatter<T>;
}
