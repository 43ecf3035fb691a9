using System.Buffers;
using System.IO.Pipelines;

namespace Processing.Messaging;

/// <summary>Receives straight from the transport into pooled segments; there is no loop between. Used by the one receiver.</summary>
internal sealed class TransportReader(BufferedTransport transport) : PipeReader
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

        bool watchesToken = cancellationToken.CanBeCanceled;
        while (!ReceiveOnce(wait: !watchesToken))
        {
            transport.WaitToReceive(Deadline.Never, cancellationToken);
        }

        return Result;
    }

    /// <summary>Gives what is held, or else what is there to receive without waiting; false when nothing is.</summary>
    public bool TryReceive(out ReadResult result)
    {
        if (TryRead(out result))
        {
            return true;
        }

        bool hasReceived = ReceiveOnce(wait: false);
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
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TryRead(out var result))
        {
            return result;
        }

        while (!ReceiveOnce(wait: false))
        {
            _buffer.Trim();
            await transport.WaitToReceiveAsync(cancellationToken).ConfigureAwait(false);
        }

        return Result;
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

    /// <summary>Gives the memory back if nothing is held, before a wait that may be long.</summary>
    internal void Trim() => _buffer.Trim();

    internal bool IsLastByte(SequencePosition position) => _buffer.OffsetOf(position) == _buffer.Length;

    private bool ReceiveOnce(bool wait)
    {
        int received = transport.Receive(_buffer.GetFree(), wait);
        if (received < 0)
        {
            return false;
        }

        _buffer.Commit(received);
        _needsMore = false;
        _hasEnded = received == 0;
        return true;
    }
}
