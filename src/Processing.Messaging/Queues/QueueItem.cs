using System.Buffers;

namespace Processing.Messaging;

/// <summary>
/// An encoded item and the native handles that belong to it. At the home the bytes are left to the garbage collector rather than given
/// back to a pool: they may still be on their way to a client that no longer wants them when the next one reads them.
/// </summary>
internal sealed class QueueItem(ReadOnlySequence<byte> payload, ReceivedHandles handles, IDisposable? owner = null) : IDisposable
{
    // What an item costs besides its bytes, so that a flood of small ones is bounded too.
    private const int Overhead = 64;

    /// <summary>The encoded item.</summary>
    public ReadOnlySequence<byte> Payload { get; } = payload;

    /// <summary>Its handles; whoever decodes the item claims them.</summary>
    public ReceivedHandles Handles { get; } = handles;

    /// <summary>The place of the item in the order of the queue; written under the gate of the core when the item is stored.</summary>
    public long Sequence { get; set; }

    /// <summary>What it counts towards the limit of bytes.</summary>
    public long Cost => Payload.Length + Overhead;

    /// <summary>Closes the handles nobody claimed, and gives back the bytes where they have an owner.</summary>
    public void Dispose()
    {
        Handles.Dispose();
        owner?.Dispose();
    }
}
