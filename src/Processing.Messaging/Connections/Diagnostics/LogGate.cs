namespace Processing.Messaging;

/// <summary>Tells whether there is a logger, without loading the assembly that knows what a logger is.</summary>
internal static class LogGate
{
    private static bool s_isOpen; // written when the logger factory is set

    /// <summary>True while somebody takes log entries.</summary>
    public static bool IsOpen
    {
        get => Volatile.Read(ref s_isOpen);
        set => Volatile.Write(ref s_isOpen, value);
    }
}
