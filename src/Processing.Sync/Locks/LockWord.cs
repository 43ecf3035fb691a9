namespace Processing.Sync;

/// <summary>The bits of a lock, in the word that processes compare and swap and sleep on.</summary>
/// <remarks>
/// <code>
///   31        30          29 .. 22           21 .. 0
///  waiters   abandoned   start-time tag     pid of the holder, 0 = free
/// </code>
/// A free lock is the word 0. One compare-and-swap takes it and says who has it: there is no moment at which a lock is held by nobody known.
/// The tag is a hash of the holder's start time; it tells a later user of the same pid apart in 255 of 256 cases, the owner record
/// (<see cref="LockState"/>) in the rest.
/// </remarks>
internal readonly record struct LockWord(int Bits)
{
    /// <summary>Somebody sleeps on the word, or may: whoever frees it wakes one. It is the sign bit, so that one comparison finds it.</summary>
    public const int Waiters = int.MinValue;

    /// <summary>The holder took the lock from one that died holding it.</summary>
    public const int Abandoned = 1 << 30;

    /// <summary>Linux gives no pid from 2^22 on (PID_MAX_LIMIT).</summary>
    public const int MaxPid = (1 << TagShift) - 1;

    private const int TagShift = 22;
    private const int OwnerBits = Abandoned - 1;

    // Fibonacci hashing: the high bits of the product depend on all bits of the factor.
    private const ulong HashFactor = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Nobody holds the lock.</summary>
    public bool IsFree => (Bits & MaxPid) == 0;

    /// <summary>The holder's pid.</summary>
    public int Pid => Bits & MaxPid;

    /// <summary>The holder alone, without what else is known.</summary>
    public LockWord Owner => new(Bits & OwnerBits);

    /// <summary>True when a waiter is marked.</summary>
    public bool HasWaiters => Bits < 0;

    /// <summary>True when the holder took over from a dead one.</summary>
    public bool IsAbandoned => (Bits & Abandoned) != 0;

    /// <summary>The word with waiters marked.</summary>
    public LockWord WithWaiters => new(Bits | Waiters);

    /// <summary>The word of a lock held by <paramref name="owner"/>.</summary>
    /// <exception cref="PlatformNotSupportedException">The system gave a pid that does not fit.</exception>
    public static LockWord HeldBy(ProcessIdentity owner) => owner.Pid is > 0 and <= MaxPid
        ? new LockWord(owner.Pid | Tag(owner.StartTime) << TagShift)
        : throw new PlatformNotSupportedException($"Process ids above {MaxPid} do not fit a lock; this process has {owner.Pid}.");

    private static int Tag(long startTime) => (int)(unchecked((ulong)startTime * HashFactor) >> 56);
}
