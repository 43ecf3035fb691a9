namespace Processing;

/// <summary>The formatter that someone registered for <typeparamref name="T"/>, and whether it is too late to register one.</summary>
internal static class RegisteredFormatter<T>
{
    private static readonly Lock s_gate = new();

    // Both guarded by s_gate.
    private static IMessageFormatter<T>? s_formatter;
    private static bool s_isFixed;

    public static void Set(IMessageFormatter<T> formatter)
    {
        lock (s_gate)
        {
            if (s_isFixed)
            {
                throw new InvalidOperationException(
                    $"The formatter of {typeof(T)} is in use already, so another cannot replace it; register it before the first message, for example in a module initializer.");
            }

            if (s_formatter is not null)
            {
                throw new InvalidOperationException($"{typeof(T)} has a registered formatter already: {s_formatter.GetType()}.");
            }

            s_formatter = formatter;
        }
    }

    /// <summary>The registered formatter, if any; nothing can be registered any more.</summary>
    public static IMessageFormatter<T>? Fix()
    {
        lock (s_gate)
        {
            s_isFixed = true;
            return s_formatter;
        }
    }
}
