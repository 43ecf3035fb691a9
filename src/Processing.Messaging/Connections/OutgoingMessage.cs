using System.Buffers;

namespace Processing.Messaging;

/// <summary>
/// A message being written: pooled bytes with room for the frame's header before them, and the handles that go along. Whoever created it
/// disposes it, sent or not; a message that is dropped closes what was made for it.
/// </summary>
internal sealed class OutgoingMessage : IBufferWriter<byte>, IDisposable
{
    private readonly SegmentedBuffer _buffer = new(FrameWriter.LongestHeader);

    /// <summary>The handles that go along.</summary>
    public PassedHandles Handles { get; } = new();

    /// <summary>How many bytes the payload has so far.</summary>
    public long Length => _buffer.Length;

    /// <inheritdoc/>
    public void Advance(int count) => _buffer.Advance(count);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    /// <summary>A writer of values into this message; flush it before the message is sent.</summary>
    public MessageWriter CreateWriter() => new(this) { Handles = Handles };

    /// <summary>Drops what was written, so that the next message can be.</summary>
    public void Reset()
    {
        Handles.Dispose();
        _buffer.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Handles.Dispose();
        _buffer.Clear();
    }

    /// <summary>Fills the header in. If header and payload are one piece, <paramref name="span"/> is it.</summary>
    internal bool TryGetFrame(out ReadOnlySpan<byte> span, out int headerLength)
    {
        headerLength = FrameWriter.WriteHeader(_buffer.Reserved, _buffer.Length, Handles.Count);
        return _buffer.TryGetSpan(headerLength, out span);
    }

    /// <summary>Header and payload; <see cref="TryGetFrame"/> comes before.</summary>
    internal ReadOnlySequence<byte> GetFrame(int headerLength) => _buffer.GetSequence(headerLength);
}
