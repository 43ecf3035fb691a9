using System.Buffers;

namespace Processing.Messaging;

/// <summary>
/// Collects what is to be sent in pooled segments; nothing is copied when it grows. Some bytes at the start can be reserved and filled
/// last, for a header that is known only when the rest is written.
/// </summary>
internal sealed class SegmentedBuffer : IBufferWriter<byte>
{
    private const int FirstSegmentSize = 1024;
    private const int LargestSegmentSize = 1024 * 1024;

    private readonly int _reserved;
    private BufferSegment? _first;
    private BufferSegment? _last;

    public SegmentedBuffer(int reserved = 0) => _reserved = reserved;

    /// <summary>How many bytes were written behind the reserved ones.</summary>
    public long Length => _last is null ? 0 : _last.RunningIndex + _last.Length - _reserved;

    /// <summary>The reserved bytes at the start.</summary>
    public Span<byte> Reserved => First.Array[.._reserved];

    private BufferSegment First => _first ?? CreateFirst(FirstSegmentSize);

    /// <summary>What was written, with the last <paramref name="headerLength"/> reserved bytes before it.</summary>
    public ReadOnlySequence<byte> GetSequence(int headerLength = 0)
    {
        var first = First;
        return new ReadOnlySequence<byte>(first, _reserved - headerLength, _last!, _last!.Length); // First sets both
    }

    /// <summary>True when <see cref="GetSequence"/> is one span, which <paramref name="bytes"/> then is.</summary>
    public bool TryGetSpan(int headerLength, out ReadOnlySpan<byte> bytes)
    {
        var first = First;
        bytes = ReferenceEquals(first, _last) ? first.Array[(_reserved - headerLength)..first.Length] : default;
        return ReferenceEquals(first, _last);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        if (_last is null || (uint)count > (uint)_last.Free.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "Only bytes that GetMemory or GetSpan gave can be taken.");
        }

        _last.Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => Reserve(sizeHint).Free;

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        var segment = Reserve(sizeHint);
        return segment.Array[segment.Length..];
    }

    /// <summary>Forgets what was written, and keeps the first segment for the next use unless it is unusually large.</summary>
    public void Reset()
    {
        if (_first is null || _first.Array.Length > FirstSegmentSize)
        {
            Clear();
            return;
        }

        ReturnChain(_first.NextSegment);
        _first.Unchain();
        _first.Length = _reserved;
        _last = _first;
    }

    /// <summary>Gives all segments back to the pool.</summary>
    public void Clear()
    {
        ReturnChain(_first);
        _first = _last = null;
    }

    /// <summary>Keeps only the first <paramref name="length"/> bytes, the reserved ones not counted.</summary>
    public void Truncate(long length)
    {
        BufferSegment segment = First;
        while (segment.RunningIndex + segment.Length < length + _reserved)
        {
            segment = segment.NextSegment!; // the buffer holds at least that many bytes
        }

        ReturnChain(segment.NextSegment);
        segment.Unchain();
        segment.Length = (int)(length + _reserved - segment.RunningIndex);
        _last = segment;
    }

    private static void ReturnChain(BufferSegment? segment)
    {
        while (segment is not null)
        {
            var next = segment.NextSegment;
            segment.Return();
            segment = next;
        }
    }

    private BufferSegment CreateFirst(int minimumSize)
    {
        _first = _last = new BufferSegment(Math.Max(minimumSize + _reserved, FirstSegmentSize), runningIndex: 0) { Length = _reserved };
        return _first;
    }

    private BufferSegment Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        int needed = Math.Max(sizeHint, 1);
        if (_last is null)
        {
            return CreateFirst(needed);
        }

        if (_last.Array.Length - _last.Length < needed)
        {
            if (Length == 0)
            {
                Clear(); // one piece is sent faster than an empty one and another
                return CreateFirst(needed);
            }

            _last = _last.Append(Math.Max(needed, (int)Math.Min(_last.Array.Length * 2L, LargestSegmentSize)));
        }

        return _last;
    }
}
