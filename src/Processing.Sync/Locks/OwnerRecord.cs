namespace Processing.Sync;

/// <summary>A process identity in one word: start time above, pid below. Clock ticks since boot fill 42 bits after a thousand years.</summary>
internal readonly record struct OwnerRecord(long Bits)
{
    private const int PidBits = 22;

    /// <summary>True when nobody is recorded.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>The recorded pid.</summary>
    public int Pid => (int)(Bits & LockWord.MaxPid);

    /// <summary>The record of <paramref name="owner"/>; higher bits of its start time, where a system has them, are dropped on both sides of a comparison.</summary>
    public static OwnerRecord Of(ProcessIdentity owner) => new((owner.StartTime << PidBits) | (uint)owner.Pid);
}
