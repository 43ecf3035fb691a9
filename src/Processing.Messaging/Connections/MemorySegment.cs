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
    public static ReadOnlySequence<byte> CreateFrame(in ReadOnlySequence<byte> payload)
    {
        var header = new byte[FrameWriter.GetHeaderLength(payload.Length, handleCount: 0)];
        FrameWriter.WriteHeader(header, payload.Length, handleCount: 0);
        return Chain(header, payload);
    }

    /// <summary>The two behind each other; neither is copied.</summary>
    public static ReadOnlySequence<byte> Chain(ReadOnlyMemory<byte> head, in ReadOnlySequence<byte> rest)
    {
        var first = new MemorySegment(head, 0);
        var last = first;
        foreach (var memory in rest)
        {
            var next = new MemorySegment(memory, last.RunningIndex + last.Memory.Length);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
