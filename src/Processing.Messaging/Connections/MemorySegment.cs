using System.Buffers;

namespace Processing.Messaging;

/// <summary>A piece of memory that someone else owns, in a chain.</summary>
internal sealed class MemorySegment : ReadOnlySequenceSegment<byte>
{
    private MemorySegment(ReadOnlyMemory<byte> memory, long runningIndex)
    {
        Memory = memory;
        RunningIndex = runningIndex;
    }

    /// <summary>A frame around <paramref name="payload"/>, which is not copied.</summary>
    public static ReadOnlySequence<byte> CreateFrame(ReadOnlyMemory<byte> payload)
    {
        var header = new byte[FrameWriter.GetHeaderLength(payload.Length, handleCount: 0)];
        FrameWriter.WriteHeader(header, payload.Length, handleCount: 0);
        var first = new MemorySegment(header, 0);
        var second = new MemorySegment(payload, header.Length);
        first.Next = second;
        return new ReadOnlySequence<byte>(first, 0, second, payload.Length);
    }
}
