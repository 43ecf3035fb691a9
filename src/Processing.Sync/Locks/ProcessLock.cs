using System.Runtime.CompilerServices;

namespace Processing.Sync;

/// <summary>
/// A lock between processes: one holder at a time, among all threads of all processes it was passed to.
/// </summary>
/// <remarks>
/// <para>It is shared by passing it: as an argument of a child process, or as a value in a message on a local connection. Every copy is the
/// same lock. It is not recursive: a thread that acquires it again waits for itself. It belongs to no thread: whoever has it may release it,
/// from any thread of any process, and it may be held across an <see langword="await"/>.</para>
/// <para>When a process dies holding the lock, the next one gets it, within a tenth of a second, and finds <see cref="WasAbandoned"/> true for
/// that hold. Death is asked of the system, never guessed from time: a holder that is stopped or slow keeps the lock. The processes must see
/// the same process ids, that is, live in one pid namespace.</para>
/// <para>Waiters are not served in the order they came.</para>
/// </remarks>
public sealed partial class ProcessLock : IDisposable, IPassable<ProcessLock>
{
    private const string Purpose = "lock";

    private readonly LockOwnership _ownership;
    private readonly long _offset;
    private readonly bool _ownsRegion;

    // Written once, by Dispose; a waiter looks after each sleep.
    private volatile bool _disposed;

    /// <summary>Creates a lock that nobody holds.</summary>
    /// <exception cref="NativeCallException">The system has no memory or descriptor left.</exception>
    public ProcessLock()
        : this(SharedRegion.Create(LockState.Length, Purpose), offset: 0, ownsRegion: true)
    {
    }

    internal ProcessLock(SharedRegion region, long offset, bool ownsRegion)
        : this(region, offset, ownsRegion, ProcessIdentity.Current, SystemProcessTable.Instance)
    {
    }

    internal ProcessLock(SharedRegion region, long offset, bool ownsRegion, ProcessIdentity self, IProcessTable processes)
    {
        _ownership = new LockOwnership(region, offset, self, processes);
        _offset = offset;
        _ownsRegion = ownsRegion;
    }

    /// <summary>True while anyone holds the lock, in any process. By the time the caller looks at the answer it may be another.</summary>
    public bool IsHeld => !Ownership.Current.IsFree;

    /// <summary>
    /// For the holder: true when this hold was taken from a process that died holding the lock, so that what it protects may be half changed.
    /// It stays true until the lock is released, and no other acquirer is told.
    /// </summary>
    public bool WasAbandoned => Ownership.Current.IsAbandoned;

    // The same for a hold that is being made: it was won, so that the object is disposed by now must not lose it.
    internal bool IsHoldAbandoned => _ownership.Current.IsAbandoned;

    private LockOwnership Ownership
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _ownership;
        }
    }

    /// <summary>Acquires the lock, blocking this thread for as long as it takes.</summary>
    /// <exception cref="OperationCanceledException">The token fired first; the lock was not acquired.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed, before or meanwhile.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Acquire(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Ownership.TryTake())
        {
            AcquireContended(Deadline.Never, cancellationToken);
        }
    }

    /// <summary>Acquires the lock if nobody holds it, or if its holder died. Does not wait.</summary>
    /// <returns>True when the lock was acquired.</returns>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public bool TryAcquire() => Ownership.TryTake() || TryTakeOverNow();

    /// <summary>Acquires the lock, blocking this thread for at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> is for ever, zero and other negative times do not wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when the lock was acquired, false when the time was up first.</returns>
    /// <exception cref="OperationCanceledException">The token fired first; the lock was not acquired.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed, before or meanwhile.</exception>
    public bool TryAcquire(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return MayWait(timeout)
            ? Ownership.TryTake() || AcquireContended(Deadline.After(timeout), cancellationToken)
            : TryAcquire();
    }

    /// <summary>Acquires the lock without blocking a thread while it waits.</summary>
    /// <exception cref="OperationCanceledException">The token fired first; the lock was not acquired.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed, before or meanwhile.</exception>
    public ValueTask AcquireAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Ownership.TryTake() ? default : new ValueTask(AcquireContendedAsync(Deadline.Never, cancellationToken));
    }

    /// <summary>Acquires the lock without blocking a thread, waiting for at most <paramref name="timeout"/>.</summary>
    /// <inheritdoc cref="TryAcquire(TimeSpan, CancellationToken)"/>
    public ValueTask<bool> TryAcquireAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool taken = TryAcquire();
        return taken || !MayWait(timeout)
            ? new ValueTask<bool>(taken)
            : new ValueTask<bool>(AcquireContendedAsync(Deadline.After(timeout), cancellationToken));
    }

    /// <summary>Acquires the lock and gives the hold to a <c>using</c>: <c>using (myLock.Hold()) { ... }</c>.</summary>
    /// <inheritdoc cref="Acquire"/>
    public LockHold Hold(CancellationToken cancellationToken = default)
    {
        Acquire(cancellationToken);
        return new LockHold(this);
    }

    /// <summary>Acquires the lock without blocking a thread and gives the hold to a <c>using</c>: <c>using (await myLock.HoldAsync()) { ... }</c>.</summary>
    /// <inheritdoc cref="AcquireAsync"/>
    public async ValueTask<LockHold> HoldAsync(CancellationToken cancellationToken = default)
    {
        await AcquireAsync(cancellationToken).ConfigureAwait(false);
        return new LockHold(this);
    }

    /// <summary>Releases the lock. It need not be the acquirer who does it.</summary>
    /// <exception cref="SynchronizationLockException">Nobody holds the lock.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release()
    {
        var before = Ownership.Free();
        if (before.Bits <= 0)
        {
            FinishRelease(before);
        }
    }

    /// <summary>
    /// Lets go of this process's view of the lock. Other processes keep theirs; a lock that is held stays held, until its holder releases it
    /// through another view or ends. Waits that run through this object end with <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        if (_ownsRegion)
        {
            _ownership.Region.Dispose();
        }
    }

    /// <summary>The lock and its holder, such as <c>ProcessLock(held by process 4711)</c>.</summary>
    public override string ToString()
    {
        if (_disposed)
        {
            return "ProcessLock(disposed)";
        }

        var word = _ownership.Current;
        string holder = word.Pid == Environment.ProcessId ? "this process" : $"process {word.Pid}";
        string abandoned = word.IsAbandoned ? ", taken from one that died" : "";
        return word.IsFree ? "ProcessLock(free)" : $"ProcessLock(held by {holder}{abandoned})";
    }

    static ProcessLock IPassable<ProcessLock>.ReadFrom(ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != 2)
        {
            throw new WireFormatException("A lock is an array of its memory and its place there.", reader.Consumed);
        }

        var region = SharedRegion.ReadFrom(ref reader);
        try
        {
            return new ProcessLock(region, CheckedOffset(region, reader.ReadInt64()), ownsRegion: true);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    void IPassable<ProcessLock>.WriteTo(ref MessageWriter writer)
    {
        writer.WriteArrayHeader(2);
        Ownership.Region.WriteTo(ref writer);
        writer.WriteInt64(_offset);
    }

    private static bool MayWait(TimeSpan timeout) => timeout > TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan;

    // Every region with a lock has it first, on a cache line; a place elsewhere was not written by a lock.
    private static long CheckedOffset(SharedRegion region, long offset)
        => offset >= 0 && offset % LockState.Length == 0 && offset <= region.Size - LockState.Length
            ? offset
            : throw new WireFormatException($"No lock can be at byte {offset} of the {region.Size} bytes for '{region.Purpose}'.");
}
