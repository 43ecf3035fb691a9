using System.Runtime.CompilerServices;

namespace Processing.Sync;

/// <summary>One value of an unmanaged type in memory that processes share: a number, or a struct of numbers.</summary>
/// <remarks>
/// <para>It is shared by passing it, as an argument of a child process or as a value in a message on a local connection; every copy is the
/// same value. It comes with a <see cref="ProcessLock"/>, either its own or one that it shares with other values.</para>
/// <para>Nothing but <see cref="Update"/> and <see cref="UpdateAsync"/> takes the lock by itself, for it is not recursive. A type of 1, 2, 4
/// or 8 bytes is read and written whole; a larger one can be seen half written unless both sides hold <see cref="Lock"/>. Adding to
/// <see cref="Value"/> is a read and a write, so it needs the lock for any type: <c>using (counter.Lock.Hold()) counter.Value++;</c></para>
/// </remarks>
/// <typeparam name="T">A type without references, laid out alike in all processes. Pointers and handles in it mean nothing elsewhere.</typeparam>
public sealed class SharedValue<T> : IDisposable, IPassable<SharedValue<T>>
    where T : unmanaged
{
    private const string Purpose = "value";

    // The lock's cache line stands first in the memory, also when it is not used: so the value has one place.
    private const long ValueOffset = LockState.Length;

    private readonly SharedRegion _region;
    private readonly ProcessLock? _lock;
    private readonly LockOrigin _origin;

    /// <summary>Creates a value with a lock of its own.</summary>
    /// <param name="initial">The value to begin with.</param>
    /// <exception cref="NativeCallException">The system has no memory or descriptor left.</exception>
    public SharedValue(T initial = default)
        : this(initial, LockOrigin.Own, sharedLock: null)
    {
    }

    /// <summary>Creates a value that is protected by a lock shared with others.</summary>
    /// <param name="initial">The value to begin with.</param>
    /// <param name="sharedLock">The lock. It stays the caller's, who disposes it after the value.</param>
    /// <exception cref="NativeCallException">The system has no memory or descriptor left.</exception>
    public SharedValue(T initial, ProcessLock sharedLock)
        : this(initial, LockOrigin.Shared, sharedLock)
        => ArgumentNullException.ThrowIfNull(sharedLock);

    private SharedValue(T initial, LockOrigin origin, ProcessLock? sharedLock)
        : this(SharedRegion.Create(ValueOffset + Unsafe.SizeOf<T>(), Purpose), origin, sharedLock)
        => Reference = initial;

    private SharedValue(SharedRegion region, LockOrigin origin, ProcessLock? passedLock)
    {
        _region = region;
        _origin = origin;
        _lock = origin == LockOrigin.Own ? new ProcessLock(region, offset: 0, ownsRegion: false) : passedLock;
    }

    /// <summary>The lock that protects the value.</summary>
    /// <exception cref="InvalidOperationException">The value was made by <see cref="CreateWithoutLock"/>.</exception>
    public ProcessLock Lock => _lock
        ?? throw new InvalidOperationException($"This SharedValue<{typeof(T).Name}> was created without a lock.");

    /// <summary>False when the value was made by <see cref="CreateWithoutLock"/>.</summary>
    public bool HasLock => _lock is not null;

    /// <summary>
    /// The value as it is now. Types of 1, 2, 4 and 8 bytes are read and written whole, in order with what this thread did before a write or
    /// does after a read; larger ones only while every side holds <see cref="Lock"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public T Value
    {
        get
        {
            var value = WholeAccess.Read(ref Reference);
            GC.KeepAlive(_region);
            return value;
        }

        set
        {
            WholeAccess.Write(ref Reference, value);
            GC.KeepAlive(_region);
        }
    }

    /// <summary>
    /// The value in place, for <c>ref</c> access to the fields of a struct and for <see cref="Interlocked"/>. It is good for as long as this
    /// object is reachable: keep the object in a field, or end with <see cref="GC.KeepAlive"/>. The caller holds <see cref="Lock"/> unless it
    /// uses atomic operations.
    /// </summary>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public unsafe ref T Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ObjectDisposedException.ThrowIf(_region.IsDisposed, this);
            return ref Unsafe.AsRef<T>(_region.Pointer + ValueOffset);
        }
    }

    /// <summary>Creates a value without a lock, for one writer, for atomic operations on <see cref="Reference"/>, or for protection by other means.</summary>
    /// <param name="initial">The value to begin with.</param>
    /// <exception cref="NativeCallException">The system has no memory or descriptor left.</exception>
    public static SharedValue<T> CreateWithoutLock(T initial = default) => new(initial, LockOrigin.None, sharedLock: null);

    /// <summary>Replaces the value by what <paramref name="change"/> makes of it, under the lock, and returns the new value.</summary>
    /// <param name="change">Runs in this process while the lock is held; what it throws leaves the value as it was. It must not take the same lock.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="OperationCanceledException">The token fired before the lock was acquired.</exception>
    /// <exception cref="InvalidOperationException">The value has no lock.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public T Update(Func<T, T> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        using (Lock.Hold(cancellationToken))
        {
            return Value = change(Value);
        }
    }

    /// <summary>Replaces the value by what <paramref name="change"/> makes of it, without blocking a thread while it waits for the lock.</summary>
    /// <inheritdoc cref="Update"/>
    public async ValueTask<T> UpdateAsync(Func<T, T> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        using (await Lock.HoldAsync(cancellationToken).ConfigureAwait(false))
        {
            return Value = change(Value);
        }
    }

    /// <summary>Lets go of this process's view, and of its own lock; other processes keep theirs. A lock that was given stays the giver's.</summary>
    public void Dispose()
    {
        if (_origin is LockOrigin.Own or LockOrigin.Received)
        {
            _lock?.Dispose();
        }

        _region.Dispose();
    }

    /// <summary>The type and the value, such as <c>SharedValue&lt;Int32&gt;(7)</c>.</summary>
    public override string ToString()
        => $"SharedValue<{typeof(T).Name}>({(_region.IsDisposed ? "disposed" : Value.ToString())})";

    static SharedValue<T> IPassable<SharedValue<T>>.ReadFrom(ref MessageReader reader)
    {
        if (reader.ReadArrayHeader() != 3)
        {
            throw new WireFormatException("A shared value is an array of its memory, the kind of its lock, and the lock.", reader.Consumed);
        }

        long length = ValueOffset + Unsafe.SizeOf<T>();
        var region = SharedRegion.ReadFrom(ref reader).Require(Purpose, length);
        ProcessLock? passedLock = null;
        try
        {
            if (region.Size != length)
            {
                throw new WireFormatException($"A shared {typeof(T).Name} takes {length} bytes, the passed one has {region.Size}: it is of another type.");
            }

            bool ownLock = reader.ReadBoolean();
            passedLock = MessageFormatter.Read<ProcessLock?>(ref reader);
            var origin = ownLock ? LockOrigin.Own : passedLock is null ? LockOrigin.None : LockOrigin.Received;
            return new SharedValue<T>(region, origin, passedLock);
        }
        catch
        {
            passedLock?.Dispose();
            region.Dispose();
            throw;
        }
    }

    void IPassable<SharedValue<T>>.WriteTo(ref MessageWriter writer)
    {
        writer.WriteArrayHeader(3);
        _region.WriteTo(ref writer);
        writer.WriteBoolean(_origin == LockOrigin.Own);
        MessageFormatter.Write(ref writer, _origin == LockOrigin.Own ? null : _lock);
    }
}
