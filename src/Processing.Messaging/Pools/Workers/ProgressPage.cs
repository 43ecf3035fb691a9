namespace Processing.Messaging;

/// <summary>
/// What a worker and its pool say to each other without a message, in memory they share. It outlives the worker, so it tells which task was
/// running when the worker died.
/// <code>
/// offset   0  long  Started   tasks the worker has begun, counted over its life   written by the worker
///          8  long  Finished  tasks it has finished                               written by the worker
///         64  int[64] Cancelled  1: skip the rest of the chunk with this number   written by the pool
/// </code>
/// Invariant: Finished is Started, or Started - 1 while a task is running. The worker stores Started before it reads a task's arguments and
/// Finished after it wrote the task's outcome to its buffer, so between tasks they are equal and nobody is to blame.
/// </summary>
internal sealed class ProgressPage(SharedRegion region) : IDisposable
{
    /// <summary>Chunks a worker may hold at a time, and so the number of cancel words.</summary>
    public const int MaxChunks = 64;

    /// <summary>Bytes the page needs.</summary>
    public const int Size = CancelledOffset + (MaxChunks * sizeof(int));

    private const int StartedOffset = 0;
    private const int FinishedOffset = 8;
    private const int CancelledOffset = 64;

    /// <summary>The memory the page lies in.</summary>
    public SharedRegion Region => region;

    /// <summary>Tasks begun so far.</summary>
    public long Started => Volatile.Read(ref region.At<long>(StartedOffset));

    /// <summary>Tasks finished so far.</summary>
    public long Finished => Volatile.Read(ref region.At<long>(FinishedOffset));

    /// <summary>
    /// The worker begins a task. A full fence: the worker stores Started, then loads Cancelled; the pool stores Cancelled, then loads Started.
    /// At least one of them must see the other.
    /// </summary>
    public void Begin() => Interlocked.Exchange(ref region.At<long>(StartedOffset), Started + 1);

    /// <summary>The worker has finished the task it began.</summary>
    public void End() => Volatile.Write(ref region.At<long>(FinishedOffset), Finished + 1);

    /// <summary>Is the rest of the chunk unwanted?</summary>
    public bool IsCancelled(int chunkNumber) => Volatile.Read(ref region.At<int>(CancelOffset(chunkNumber))) != 0;

    /// <summary>Says whether the rest of the chunk is unwanted. Cleared before the number is used again.</summary>
    public void SetCancelled(int chunkNumber, bool value) => Interlocked.Exchange(ref region.At<int>(CancelOffset(chunkNumber)), value ? 1 : 0);

    /// <summary>Lets go of the memory.</summary>
    public void Dispose() => region.Dispose();

    private static int CancelOffset(int chunkNumber) => CancelledOffset + (chunkNumber % MaxChunks * sizeof(int));
}
