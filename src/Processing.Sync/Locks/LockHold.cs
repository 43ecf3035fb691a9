namespace Processing.Sync;

/// <summary>One hold of a <see cref="ProcessLock"/>, for a <c>using</c>: disposing it releases the lock. Keep it in one place; a copy would release twice.</summary>
public struct LockHold : IDisposable
{
    private ProcessLock? _lock;

    internal LockHold(ProcessLock heldLock)
    {
        _lock = heldLock;
        WasAbandoned = heldLock.IsHoldAbandoned;
    }

    /// <summary>True when this hold was taken from a holder that died, so that what the lock protects may be half changed.</summary>
    public bool WasAbandoned { get; }

    /// <summary>Releases the lock. The second call does nothing.</summary>
    /// <exception cref="SynchronizationLockException">Somebody else released the lock meanwhile.</exception>
    public void Dispose()
    {
        var heldLock = _lock;
        _lock = null;
        heldLock?.Release();
    }
}
