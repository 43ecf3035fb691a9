using System.IO.Pipelines;

namespace Processing.Messaging;

/// <summary>Collects in pooled segments and copies into the ring when flushed. Used by the one sender.</summary>
internal sealed class RingPipeWriter(RingTransport transport) : PipeWriter
{
    private readonly SegmentedBuffer _buffer = new();
    private bool _isCompleted;

    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => true;

    /// <inheritdoc/>
    public override long UnflushedBytes => _buffer.Length;

    /// <summary>The blocking form of <see cref="FlushAsync"/>.</summary>
    public void Flush(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isCompleted, transport);
        if (_buffer.Length > 0)
        {
            transport.SendSequence(_buffer.GetSequence(), null, cancellationToken);
            _buffer.Reset();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isCompleted, transport);
        if (_buffer.Length > 0)
        {
            await transport.SendSequenceAsync(_buffer.GetSequence(), null, cancellationToken).ConfigureAwait(false);
            _buffer.Reset();
        }

        return default;
    }

    /// <inheritdoc/>
    public override void Advance(int bytes) => _buffer.Advance(bytes);

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    /// <summary>Not supported: a flush is cancelled by its token.</summary>
    public override void CancelPendingFlush() => throw new NotSupportedException("A flush of a connection is cancelled by its token.");

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        _isCompleted = true;
        _buffer.Clear();
    }

    /// <summary>Bytes that were collected and not flushed would be overtaken by a direct send.</summary>
    internal void ThrowIfUnflushed()
    {
        if (_buffer.Length > 0)
        {
            throw new InvalidOperationException("Flush what was written to Output before sending directly.");
        }
    }
}
