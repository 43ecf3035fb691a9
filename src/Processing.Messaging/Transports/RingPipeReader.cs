using System.Buffers;
using System.IO.Pipelines;

namespace Processing.Messaging;

/// <summary>
/// Copies out of the ring into pooled segments, which alone are handed on: the ring itself belongs to the peer as much as to us. Used by the
/// one receiver.
/// </summary>
internal sealed class RingPipeReader(RingTransport transport) : PipeReader
{
    private readonly ReceiveBuffer _buffer = new();
    private bool _needsMore; // all that is held was examined, and is not enough
    private bool _hasEnded;
    private bool _isCompleted;

    private ReadResult Result => new(_buffer.Sequence, isCanceled: false, _hasEnded);

    /// <summary>The blocking form of <see cref="ReadAsync"/>.</summary>
    public ReadResult Read(CancellationToken cancellationToken)
    {
        if (TryRead(out var result))
        {
            return result;
        }

        while (!ReceiveOnce())
        {
            transport.WaitToReceive(Deadline.Never, cancellationToken);
        }

        return Result;
    }

    /// <summary>Gives what is held, or else what is in the ring; false when nothing is.</summary>
    public bool TryReceive(out ReadResult result)
    {
        if (TryRead(out result))
        {
            return true;
        }

        bool hasReceived = ReceiveOnce();
        result = hasReceived ? Result : default;
        return hasReceived;
    }

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        ObjectDisposedException.ThrowIf(_isCompleted, transport);
        bool isReady = _hasEnded || (_buffer.Length > 0 && !_needsMore);
        result = isReady ? Result : default;
        return isReady;
    }

    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ReadResult>(cancellationToken);
        }

        return TryReceive(out var result) ? new ValueTask<ReadResult>(result) : WaitAndReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _needsMore = _buffer.OffsetOf(examined) == _buffer.Length;
        _buffer.Consume(consumed);
    }

    /// <summary>Not supported: a read is cancelled by its token.</summary>
    public override void CancelPendingRead() => throw new NotSupportedException("A read of a connection is cancelled by its token.");

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        _isCompleted = true;
        _buffer.Clear();
    }

    /// <summary>Puts bytes in that were received elsewhere, before any is received here.</summary>
    internal void Preload(ReadOnlySpan<byte> bytes) => _buffer.Append(bytes);

    /// <summary>What is held and not consumed, for it moves to another process.</summary>
    internal ReadOnlySequence<byte> Held => _buffer.Sequence;

    private async ValueTask<ReadResult> WaitAndReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            _buffer.Trim();
            await transport.WaitToReceiveAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!ReceiveOnce());
        return Result;
    }

    private bool ReceiveOnce()
    {
        // Looking first keeps an empty ring from costing a buffer.
        int received = transport.Receive(transport.HasBytes() ? _buffer.GetFree() : default);
        if (received < 0)
        {
            return false;
        }

        if (received > 0)
        {
            _buffer.Commit(received);
        }

        _needsMore = false;
        _hasEnded = received == 0;
        return true;
    }
}
