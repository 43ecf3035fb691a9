using System.Runtime.CompilerServices;

namespace Processing.Sync;

/// <summary>The transitions of a lock's shared words, as one process makes them. Nothing here waits.</summary>
/// <remarks>
/// After Drepper's mutex ("Futexes Are Tricky", 2011, the third one), with the holder in the word and a way past a dead one:
/// <code>
/// take        0             -> self                         nobody had it
/// take again  0             -> self|waiters                 by one who slept: others may sleep still
/// mark        w             -> w|waiters                    by one about to sleep on w|waiters
/// free        w             -> 0, then wake one if w had waiters
/// take over   w, w's holder dead -> self|abandoned|waiters
/// </code>
/// Each is one atomic step on the word. Only a holder or its heir writes the owner record. A wake-up lost with a waiter that was killed is
/// made good by the others, who sleep in slices.
/// </remarks>
internal sealed unsafe class LockOwnership
{
    private readonly SharedRegion _region;
    private readonly LockState* _state;
    private readonly IProcessTable _processes;
    private readonly LockWord _self;
    private readonly OwnerRecord _selfRecord;

    public LockOwnership(SharedRegion region, long offset, ProcessIdentity self, IProcessTable processes)
    {
        _region = region;
        _state = (LockState*)Unsafe.AsPointer(ref region.At<LockState>(offset));
        _processes = processes;
        _self = LockWord.HeldBy(self);
        _selfRecord = OwnerRecord.Of(self);
    }

    /// <summary>The memory the lock is in.</summary>
    public SharedRegion Region => _region;

    /// <summary>What waiters sleep on.</summary>
    public ref int Word => ref _state->Word;

    /// <summary>The word as it is now.</summary>
    public LockWord Current
    {
        get
        {
            int bits = Volatile.Read(ref _state->Word);
            GC.KeepAlive(_region);
            return new LockWord(bits);
        }
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="othersMaySleep">True when the caller slept: it cannot know that it was the only one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(bool othersMaySleep = false)
    {
        int taken = othersMaySleep ? _self.WithWaiters.Bits : _self.Bits;
        if (Interlocked.CompareExchange(ref _state->Word, taken, 0) != 0)
        {
            return false;
        }

        Volatile.Write(ref _state->Owner, _selfRecord.Bits);
        GC.KeepAlive(_region);
        return true;
    }

    /// <summary>Frees the lock, whoever holds it. Returns the word before; one that is free says that nobody held it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LockWord Free()
    {
        if (Current.IsFree)
        {
            return default;
        }

        Volatile.Write(ref _state->Owner, 0);
        var before = new LockWord(Interlocked.Exchange(ref _state->Word, 0));
        GC.KeepAlive(_region);
        return before;
    }

    /// <summary>Marks <paramref name="seen"/> as waited for; false when the word is another by now.</summary>
    public bool TryMarkWaiters(LockWord seen)
        => seen.HasWaiters || Interlocked.CompareExchange(ref _state->Word, seen.WithWaiters.Bits, seen.Bits) == seen.Bits;

    /// <summary>Takes the lock from the holder in <paramref name="seen"/> if that one is dead, and marks it as abandoned.</summary>
    public bool TryTakeOver(LockWord seen)
    {
        if (seen.IsFree || !IsHolderDead(seen))
        {
            return false;
        }

        // A dead holder with our own pid leaves a record that would pass for ours with a wrong start time: it goes before the word is ours.
        if (new OwnerRecord(Volatile.Read(ref _state->Owner)).Pid == _self.Pid)
        {
            Volatile.Write(ref _state->Owner, 0);
        }

        int taken = _self.WithWaiters.Bits | LockWord.Abandoned;
        if (Interlocked.CompareExchange(ref _state->Word, taken, seen.Bits) != seen.Bits)
        {
            return false;
        }

        Volatile.Write(ref _state->Owner, _selfRecord.Bits);
        GC.KeepAlive(_region);
        return true;
    }

    // Says dead only when it is certain; a doubt keeps the lock with its holder.
    private bool IsHolderDead(LockWord seen)
    {
        if (!_processes.TryGetRunning(seen.Pid, out var running))
        {
            return true;
        }

        if (LockWord.HeldBy(running) != seen.Owner)
        {
            return true;
        }

        var record = new OwnerRecord(Volatile.Read(ref _state->Owner));
        return record.Pid == seen.Pid && record != OwnerRecord.Of(running) && Current.Owner == seen.Owner;
    }
}
