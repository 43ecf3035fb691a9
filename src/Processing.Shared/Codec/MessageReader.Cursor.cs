using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Processing;

// Walks the segments. SequenceReader<byte> does the same, but none of it is compiled ahead of time, which a starting child would feel.
public ref partial struct MessageReader
{
    /// <summary>The bytes of this segment that were not read yet.</summary>
    private readonly ReadOnlySpan<byte> Unread => _span[_index..];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance(long count)
    {
        if (count < _span.Length - _index)
        {
            _index += (int)count;
            return;
        }

        AdvanceToEnd(count);
    }

    // To the end of the segment or into a later one.
    private void AdvanceToEnd(long count)
    {
        int left = _span.Length - _index;
        if (_lengthBefore + _span.Length == _length)
        {
            _index += (int)count;
            return;
        }

        while (count >= left && MoveToNextSegment())
        {
            count -= left;
            left = _span.Length;
        }

        _index += (int)count;
    }

    private bool MoveToNextSegment()
    {
        while (_sequence.TryGet(ref _next, out var memory))
        {
            if (!memory.IsEmpty)
            {
                _lengthBefore += _span.Length;
                _span = memory.Span;
                _index = 0;
                return true;
            }
        }

        return false;
    }

    /// <summary>Copies the next bytes without reading them; false where there are too few.</summary>
    private readonly bool TryCopyTo(scoped Span<byte> destination)
    {
        var unread = Unread;
        if (unread.Length >= destination.Length)
        {
            unread[..destination.Length].CopyTo(destination);
            return true;
        }

        if (Remaining < destination.Length)
        {
            return false;
        }

        unread.CopyTo(destination);
        destination = destination[unread.Length..];
        var next = _next;
        while (!destination.IsEmpty && _sequence.TryGet(ref next, out var memory))
        {
            int count = Math.Min(memory.Length, destination.Length);
            memory.Span[..count].CopyTo(destination);
            destination = destination[count..];
        }

        return true;
    }

    /// <summary>The unsigned big-endian number of <paramref name="size"/> bytes that stands behind the code, which is not taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong PeekNumber(int size)
    {
        var number = Unread;
        return number.Length > size ? Number(number[1..], size) : PeekSplitNumber(size);
    }

    // Apart, because room on the stack keeps a method from being inlined.
    private readonly ulong PeekSplitNumber(int size)
    {
        Span<byte> joined = stackalloc byte[9];
        if (!TryCopyTo(joined[..(size + 1)]))
        {
            ThrowTruncated(size + 1);
        }

        return Number(joined[1..], size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Number(scoped ReadOnlySpan<byte> digits, int size) => size switch
    {
        1 => digits[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(digits),
        4 => BinaryPrimitives.ReadUInt32BigEndian(digits),
        _ => BinaryPrimitives.ReadUInt64BigEndian(digits),
    };
}
