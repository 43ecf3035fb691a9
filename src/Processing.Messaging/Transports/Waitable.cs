namespace Processing.Messaging;

/// <summary>Lets things of the base library be waited for beside connections and child processes.</summary>
public static class Waitable
{
    /// <summary>
    /// Lets <c>Connection.WaitAny</c> and <c>WaitAll</c> wait for a wait handle. Being returned by them means the same as a successful
    /// <see cref="WaitHandle.WaitOne()"/>: an auto-reset event is reset, a semaphore is decremented.
    /// </summary>
    /// <param name="handle">The handle; it stays the caller's.</param>
    /// <exception cref="ArgumentException">The handle is a mutex: that belongs to the thread which waits, so it is waited for with <see cref="WaitHandle.WaitOne()"/> alone.</exception>
    public static IWaitable From(WaitHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle is Mutex
            ? throw new ArgumentException("A mutex belongs to the thread that waits for it; wait for it with WaitOne.", nameof(handle))
            : new WaitHandleSource(handle);
    }
}
