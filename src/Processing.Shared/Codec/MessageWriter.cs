using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// Writes MessagePack into a buffer writer, every value in its shortest form. What was written reaches the buffer writer with
/// <see cref="Flush"/>; whoever creates the writer calls that once at the end.
/// </summary>
public ref partial struct MessageWriter
{
    /// <summary>How deeply values may be nested unless said otherwise; a graph with a cycle ends here instead of never.</summary>
    internal const int DefaultMaxDepth = 64;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _buffer;
    private int _buffered;
    private readonly int _maxDepth;
    private int _depth;

    /// <summary>Creates a writer that appends to <paramref name="output"/>.</summary>
    public MessageWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _maxDepth = DefaultMaxDepth;
    }

    /// <summary>The handles that go with the message; null where the connection cannot carry any.</summary>
    internal PassedHandles? Handles { get; init; }

    /// <summary>How deeply values may be nested.</summary>
    internal int MaxDepth
    {
        get => _maxDepth;
        init => _maxDepth = value;
    }

    /// <summary>Whether long arrays of numbers may be written as blocks, which only readers of this library understand.</summary>
    internal bool WritesBlocks { get; init; } = true;

    /// <summary>Hands everything written so far to the buffer writer.</summary>
    public void Flush()
    {
        if (_buffered > 0)
        {
            _output.Advance(_buffered);
            _buffered = 0;
        }

        // After Advance the rest of the old span no longer belongs to this writer.
        _buffer = default;
    }

    /// <summary>Writes nil.</summary>
    public void WriteNil() => WriteByte(FormatCode.Nil);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteByte(value ? FormatCode.True : FormatCode.False);

    /// <summary>Writes bytes that are MessagePack already, or the data of an extension whose header was just written.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        var room = Reserve(bytes.Length);
        if (bytes.Length is >= sizeof(uint) and <= 2 * sizeof(ulong))
        {
            CopyFew(ref MemoryMarshal.GetReference(bytes), ref MemoryMarshal.GetReference(room), bytes.Length);
        }
        else
        {
            bytes.CopyTo(room);
        }

        _buffered += bytes.Length;
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

    /// <summary>All the room there is behind what is written, at least for <paramref name="count"/> bytes; <see cref="Commit"/> tells how many came.</summary>
    internal Span<byte> RoomFor(int count)
    {
        Reserve(count);
        return _buffer[_buffered..];
    }

    /// <summary>The first <paramref name="count"/> bytes of the room are written.</summary>
    internal void Commit(int count) => _buffered += count;

    /// <summary>Room for exactly <paramref name="count"/> bytes behind what is buffered.</summary>
    // Inlined, a constant count lets the compiler drop every other check of the caller's indexes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _buffered < count)
        {
            Refill(count);
        }

        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_buffer), _buffered), count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill(int count)
    {
        Flush();
        _buffer = _output.GetSpan(count);
        if (_buffer.Length < count)
        {
            throw new InvalidOperationException($"{_output.GetType()} was asked for {count} bytes, but has room for {_buffer.Length} only.");
        }
    }

    // 4 to 16 bytes, such as the names of members: the first and the last of them, which may overlap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFew(ref byte from, ref byte to, int count)
    {
        if (count >= sizeof(ulong))
        {
            ulong last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, count - sizeof(ulong)));
            Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<ulong>(ref from));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, count - sizeof(ulong)), last);
            return;
        }

        uint end = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, count - sizeof(uint)));
        Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<uint>(ref from));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, count - sizeof(uint)), end);
    }

    private void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        _buffered++;
    }

    [DoesNotReturn]
    private readonly void ThrowTooDeep() => throw new MessageSerializationException(
        $"The value is nested more than {_maxDepth} levels deep, or refers back to itself; send a flat form of it instead.");
}
