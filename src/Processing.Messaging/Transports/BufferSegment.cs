using System.Buffers;

namespace Processing.Messaging;

/// <summary>A pooled array in a chain; bytes from 0 to <see cref="Length"/> are filled. Used by one side at a time, so nothing is locked.</summary>
internal sealed class BufferSegment : ReadOnlySequenceSegment<byte>
{
    private byte[] _array;

    public BufferSegment(int minimumSize, long runningIndex)
    {
        _array = ArrayPool<byte>.Shared.Rent(minimumSize);
        RunningIndex = runningIndex;
        Memory = _array;
    }

    /// <summary>How many bytes are filled.</summary>
    public int Length { get; set; }

    /// <summary>The segment after this one.</summary>
    public BufferSegment? NextSegment => (BufferSegment?)Next;

    /// <summary>The whole array.</summary>
    public Span<byte> Array => _array;

    /// <summary>The part that is not filled yet.</summary>
    public Memory<byte> Free => _array.AsMemory(Length);

    /// <summary>Chains a new segment behind this one, which is not filled any further: <see cref="ReadOnlySequenceSegment{T}.Memory"/> ends where it is filled.</summary>
    public BufferSegment Append(int minimumSize)
    {
        Memory = _array.AsMemory(0, Length);
        var next = new BufferSegment(minimumSize, RunningIndex + Length);
        Next = next;
        return next;
    }

    /// <summary>Takes the segments behind this one off, so that it can be filled again.</summary>
    public void Unchain()
    {
        Next = null;
        Memory = _array;
    }

    /// <summary>Gives the array back to the pool. The segment must not be used any more.</summary>
    public void Return()
    {
        var array = _array;
        _array = [];
        Memory = default;
        Next = null;
        ArrayPool<byte>.Shared.Return(array);
    }
}
