using System.Buffers;

namespace Processing.PropertyTests.Codec;

/// <summary>The same bytes as sequences that are cut into segments in different places.</summary>
internal static class Segments
{
    /// <summary>Whole, cut in two at every place, and one byte per segment with empty segments between.</summary>
    public static IEnumerable<ReadOnlySequence<byte>> EveryCutOf(byte[] bytes)
    {
        yield return new ReadOnlySequence<byte>(bytes);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            yield return Join([bytes.AsMemory(0, cut), bytes.AsMemory(cut)]);
        }

        yield return Crumbs(bytes);
    }

    /// <summary>One byte per segment, with empty segments between.</summary>
    public static ReadOnlySequence<byte> Crumbs(byte[] bytes)
    {
        var parts = new List<ReadOnlyMemory<byte>> { ReadOnlyMemory<byte>.Empty };
        for (int i = 0; i < bytes.Length; i++)
        {
            parts.Add(bytes.AsMemory(i, 1));
            parts.Add(ReadOnlyMemory<byte>.Empty);
        }

        return Join(parts);
    }

    private static ReadOnlySequence<byte> Join(List<ReadOnlyMemory<byte>> parts)
    {
        var first = new Segment(parts[0], null);
        var last = first;
        for (int i = 1; i < parts.Count; i++)
        {
            last = new Segment(parts[i], last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                previous.Next = this;
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
            }
        }
    }
}
