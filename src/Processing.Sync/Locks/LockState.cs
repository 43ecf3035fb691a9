using System.Runtime.InteropServices;

namespace Processing.Sync;

/// <summary>What a lock has in shared memory: one cache line.</summary>
/// <remarks>
/// <code>
///  0  word     see LockWord
///  8  owner    start time (42 bits) | pid (22 bits) of the holder, or 0
/// </code>
/// The owner record is written after the word is taken and cleared before the word is freed. So it is 0, or names the holder, or names one
/// that died holding: never a former holder that let go. A holder that dies between the two writes is known by pid and tag alone.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Length)]
internal struct LockState
{
    public const int Length = 64;

    [FieldOffset(0)] public int Word;
    [FieldOffset(8)] public long Owner;
}
