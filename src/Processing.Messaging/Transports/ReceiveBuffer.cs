using System.Buffers;
using System.Numerics;

namespace Processing.Messaging;

/// <summary>
/// Holds what arrived and is not consumed yet, in pooled segments. It grows with the bytes that arrived, at most to the double, whatever
/// length a peer announces. Used by the one receiver only.
/// </summary>
internal sealed class ReceiveBuffer
{
    private const int SmallestSegmentSize = 4 * 1024;
    private const int SmallestRoom = 512;
    private const int UsualSegmentSize = 64 * 1024;
    private const int LargestSegmentSize = 1024 * 1024;

    private BufferSegment? _first;
    private BufferSegment? _last;
    private int _start; // in _first
    private bool _wasFilled; // the last receive took all the room there was

    /// <summary>How many bytes are held.</summary>
    public long Length { get; private set; }

    /// <summary>What is held.</summary>
    public ReadOnlySequence<byte> Sequence => Length == 0 ? default : new ReadOnlySequence<byte>(_first!, _start, _last!, _last!.Length); // bytes are held, so segments exist

    /// <summary>Room for the next bytes; <see cref="Commit"/> tells how many were put there.</summary>
    public Span<byte> GetFree()
    {
        if (_last is null)
        {
            _first = _last = new BufferSegment(_wasFilled ? UsualSegmentSize : SmallestSegmentSize, runningIndex: 0);
        }
        else if (_last.Free.Length < SmallestRoom)
        {
            // The pool rounds up to a power of two, so ask for one that is not above what arrived.
            _last = _last.Append(1 << BitOperations.Log2((uint)Math.Clamp(Length, UsualSegmentSize, LargestSegmentSize)));
        }

        return _last.Array[_last.Length..];
    }

    /// <summary>The first <paramref name="count"/> bytes of what <see cref="GetFree"/> gave are filled.</summary>
    public void Commit(int count)
    {
        _last!.Length += count; // GetFree made it
        Length += count;
        _wasFilled = _last.Free.Length == 0;
    }

    /// <summary>Puts bytes in that were received elsewhere.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var free = GetFree();
            int count = Math.Min(free.Length, bytes.Length);
            bytes[..count].CopyTo(free);
            Commit(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>How far <paramref name="position"/>, which is a position in <see cref="Sequence"/>, is from its start.</summary>
    public long OffsetOf(SequencePosition position)
    {
        if (Length == 0 || position.GetObject() is not BufferSegment segment)
        {
            return 0;
        }

        long offset = segment.RunningIndex + position.GetInteger() - _first!.RunningIndex - _start; // bytes are held, so segments exist
        return offset >= 0 && offset <= Length
            ? offset
            : throw new ArgumentOutOfRangeException(nameof(position), "The position is not in the buffer that was read last.");
    }

    /// <summary>Forgets everything before <paramref name="position"/>, which is a position in <see cref="Sequence"/>.</summary>
    public void Consume(SequencePosition position)
    {
        long consumed = OffsetOf(position);
        if (consumed == 0)
        {
            return;
        }

        var segment = (BufferSegment)position.GetObject()!; // OffsetOf checked it
        Length -= consumed;
        while (!ReferenceEquals(_first, segment))
        {
            var next = _first!.NextSegment;
            _first.Return();
            _first = next;
        }

        _start = position.GetInteger();
        if (Length == 0)
        {
            Rewind();
        }
    }

    /// <summary>Gives the memory back if nothing is held: an idle connection should cost next to nothing.</summary>
    public void Trim()
    {
        if (Length == 0)
        {
            Clear();
            _wasFilled = false;
        }
    }

    /// <summary>Gives all segments back to the pool.</summary>
    public void Clear()
    {
        while (_first is { } segment)
        {
            _first = segment.NextSegment;
            segment.Return();
        }

        _last = null;
        _start = 0;
        Length = 0;
    }

    private void Rewind()
    {
        if (_last!.Array.Length > UsualSegmentSize || (_wasFilled && _last.Array.Length < UsualSegmentSize))
        {
            // Too large to keep while idle, or too small for what comes in: the next one has the usual size.
            Clear();
            return;
        }

        _last.Length = 0;
        _start = 0;
    }
}
