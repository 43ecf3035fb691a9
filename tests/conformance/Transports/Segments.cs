using System.Buffers;

namespace Processing.ConformanceTests.Transports;

/// <summary>Bytes in several pieces, some of them empty.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> memory, long runningIndex)
    {
        Memory = memory;
        RunningIndex = runningIndex;
    }

    public static ReadOnlySequence<byte> Cut(ReadOnlyMemory<byte> bytes, params int[] lengths)
    {
        var first = new Segments(default, 0);
        var last = first;
        int start = 0;
        foreach (int length in lengths.Append(0).Append(bytes.Length - lengths.Sum()))
        {
            var next = new Segments(bytes.Slice(start, length), start);
            last.Next = next;
            last = next;
            start += length;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
