using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Processing;

/// <summary>
/// Reads MessagePack from a sequence of bytes, however it is cut into segments. Bytes are taken to be hostile: what is announced is checked
/// against what is there before anything is allocated, and everything illegal is refused with <see cref="WireFormatException"/>.
/// </summary>
public ref partial struct MessageReader
{
    private readonly ReadOnlySequence<byte> _sequence;
    private readonly long _length;

    // The segment that is being read; the index stands at its end only where the message ends.
    private ReadOnlySpan<byte> _span;
    private int _index;
    private long _lengthBefore;
    private SequencePosition _next;

    private readonly int _maxDepth;
    private int _depth;

    // Values announced by array and map headers and not yet read. Each needs a byte at least, whatever the nesting, so that headers
    // inside headers cannot each announce the same remaining bytes.
    private long _owed;

    // What is left of the budget for elements that were announced and did not come yet; started at the first use, because most messages
    // announce nothing.
    private long _reserve;
    private bool _hasReserve;

    // How many containers began, and what the thread may have allocated in all: in the count of the runtime, which goes on from message to
    // message; 0 before the first look. What was made before that is little, a few containers and the room that was reserved.
    private int _containers;
    private long _mostAllocated;

    /// <summary>Creates a reader at the start of <paramref name="input"/>.</summary>
    public MessageReader(scoped in ReadOnlySequence<byte> input)
    {
        _sequence = input;
        _maxDepth = MessageWriter.DefaultMaxDepth;
        if (input.IsSingleSegment)
        {
            _span = input.FirstSpan;
            _length = _span.Length;
        }
        else
        {
            _length = input.Length;
            _next = input.Start;
            MoveToNextSegment();
        }
    }

    /// <summary>How many bytes were read.</summary>
    public readonly long Consumed => _lengthBefore + _index;

    /// <summary>Whether every byte was read.</summary>
    public readonly bool IsAtEnd => _index == _span.Length;

    /// <summary>How many bytes are left.</summary>
    internal readonly long Remaining => _length - Consumed;

    /// <summary>The handles that came with the message; null where the connection cannot carry any.</summary>
    internal ReceivedHandles? Handles { get; init; }

    /// <summary>How deeply values may be nested.</summary>
    internal int MaxDepth
    {
        get => _maxDepth;
        init => _maxDepth = value;
    }

    /// <summary>Reads nil if it stands next; otherwise reads nothing and returns false.</summary>
    public bool TryReadNil()
    {
        if (PeekCode() != FormatCode.Nil)
        {
            return false;
        }

        Take(1);
        return true;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool ReadBoolean()
    {
        byte code = PeekCode();
        if (code is not (FormatCode.True or FormatCode.False))
        {
            ThrowUnexpected("a boolean", code);
        }

        Take(1);
        return code == FormatCode.True;
    }

    /// <summary>Counts one more level of nesting; every value that can hold others passes here.</summary>
    internal void Enter()
    {
        if (++_depth > _maxDepth)
        {
            ThrowTooDeep();
        }
    }

    /// <summary>The counterpart of <see cref="Enter"/>.</summary>
    internal void Leave() => _depth--;

    /// <summary>An error at the place where the reader stands, for a formatter that finds something else than it expects.</summary>
    public readonly WireFormatException Error(string message, Exception? innerException = null) => new(message, Consumed, innerException);

    /// <summary>The byte that tells what the next value is.</summary>
    internal readonly byte PeekCode()
    {
        if (_index == _span.Length)
        {
            ThrowTruncated(1);
        }

        return _span[_index];
    }

    /// <summary>Steps over a whole value, or the head of one, of <paramref name="count"/> bytes, known to be there.</summary>
    private void Take(long count)
    {
        Advance(count);
        if (_owed > 0)
        {
            _owed--;
        }
    }

    [DoesNotReturn]
    private readonly void ThrowTruncated(long needed)
        => throw Error($"The message ends where {needed} more bytes are needed: only {Remaining} are left.");

    [DoesNotReturn]
    private readonly void ThrowUnexpected(string expected, byte code)
        => throw Error($"Expected {expected}, but found {FormatCode.Describe(code)}.");

    [DoesNotReturn]
    private readonly void ThrowTooDeep() => throw Error($"The message is nested more than {_maxDepth} levels deep.");
}
