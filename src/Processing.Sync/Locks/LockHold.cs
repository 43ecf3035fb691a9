namespace Processing.Sync;

/// <summary>One hold of a <see cref="ProcessLock"/>, for a <c>using</c>: disposing it releases the lock. Keep it in one place; a copy would release twice.</summary>
public struct LockHold : IDisposable, IEquatable<LockHold>
{
    private ProcessLock? _lock;

    internal LockHold(ProcessLock heldLock)
    {
        _lock = heldLock;
        WasAbandoned = heldLock.WasAbandoned;
    }

    /// <summary>True when this hold was taken from a holder that died, so that what the lock protects may be half changed.</summary>
    public bool WasAbandoned { get; }

    /// <summary>Two holds are equal when they are of the same lock.</summary>
    public static bool operator ==(LockHold left, LockHold right) => left.Equals(right);

    /// <summary>Two holds differ when they are of different locks.</summary>
    public static bool operator !=(LockHold left, LockHold right) => !left.Equals(right);

    /// <summary>Releases the lock. The second call does nothing.</summary>
    /// <exception cref="SynchronizationLockException">Somebody else released the lock meanwhile.</exception>
    public void Dispose()
    {
        var heldLock = _lock;
        _lock = null;
        heldLock?.Release();
    }

    /// <inheritdoc/>
    public readonly bool Equals(LockHold other) => ReferenceEquals(_lock, other._lock);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is LockHold other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _lock?.GetHashCode() ?? 0;
}
