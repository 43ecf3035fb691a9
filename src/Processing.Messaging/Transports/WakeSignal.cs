using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>An event descriptor that gets one blocked thread out of <c>poll</c>. Each thread that ever waits with a token keeps one.</summary>
internal sealed class WakeSignal
{
    [ThreadStatic]
    private static WakeSignal? s_ofThisThread;

    private WakeSignal()
    {
    }

    /// <summary>The signal of the calling thread; its descriptor is closed by its finalizer after the thread has ended.</summary>
    public static WakeSignal OfThisThread => s_ofThisThread ??= new WakeSignal();

    /// <summary>The descriptor to wait on beside the one of interest.</summary>
    public SafeFileHandle Handle { get; } = Libc.CreateEventDescriptor();

    /// <summary>Wakes the thread; called from anywhere.</summary>
    public void Set() => Libc.SetEvent(Handle);

    /// <summary>Takes the signal back; called by the thread it belongs to.</summary>
    public void Clear() => Libc.ClearEvent(Handle);
}
