using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>Waits for an asynchronous delegate on the child's main thread, as the runtime does for an asynchronous <c>Main</c>.</summary>
[SuppressMessage("Usage", "VSTHRD002:Avoid problematic synchronous waits", Justification = "The main thread of a child has no other work, and no synchronization context.")]
internal static class ChildWait
{
    /// <summary>Blocks until <paramref name="task"/> has completed; throws what it failed with.</summary>
    public static void For(Task task) => task.GetAwaiter().GetResult();

    /// <summary>Blocks until <paramref name="task"/> has completed; returns its value or throws what it failed with.</summary>
    public static T For<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
