using System.Buffers;
using System.Buffers.Binary;

namespace Processing.Messaging;

/// <summary>
/// What <see cref="System.Net.Security.SslStream"/> reads from and writes to. It is given one whole record at a time: so it never waits in the
/// middle of one, and never takes the end in behind data. Waiting happens here. During the handshake a read waits for the next record; after it a read of nothing fails with
/// <see cref="NoRecordException"/>, and the transport waits outside. Used by one reader and one writer.
/// </summary>
internal sealed class TlsRecordStream(Transport inner, Deadline deadline, CancellationToken cancellationToken) : Stream
{
    private const int HeaderLength = 5;
    private const int LongestRecord = HeaderLength + (16 * 1024) + 256; // RFC 8446, 5.2
    private const byte LowestType = 20;
    private const byte HighestType = 23;

    private long _available; // bytes of a whole record at the start of what the inner transport holds
    private bool _isHandshakeOver; // written once, before the transport is handed out

    /// <summary>True once the inner stream has ended; what is left then is no whole record.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on a read takes what is there, and no token or deadline counts any more.</summary>
    public void CompleteHandshake() => _isHandshakeOver = true;

    /// <summary>Looks without waiting; true when there is a whole record, or the end.</summary>
    public bool TryFill()
    {
        while (_available == 0 && !HasEnded)
        {
            if (!inner.TryReceive(out var result))
            {
                return false;
            }

            Examine(result.Buffer, result.IsCompleted);
        }

        return true;
    }

    /// <summary>Waits until <see cref="TryFill"/> is true; false when the deadline passed first.</summary>
    public bool Fill(Deadline until, CancellationToken token)
    {
        while (!TryFill())
        {
            if (!inner.WaitToReceive(until, token))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As <see cref="Fill(Deadline, CancellationToken)"/> without a limit: one plain receive of the inner transport for each piece that comes.</summary>
    public void Fill()
    {
        while (_available == 0 && !HasEnded)
        {
            var result = inner.Read(CancellationToken.None);
            Examine(result.Buffer, result.IsCompleted);
        }
    }

    /// <summary>As <see cref="Fill()"/>, without a thread that waits.</summary>
    public async ValueTask FillAsync(CancellationToken token)
    {
        while (!TryFill())
        {
            await inner.WaitToReceiveAsync(token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (!_isHandshakeOver && !Fill(deadline, cancellationToken))
        {
            throw new TimeoutException();
        }

        return Take(buffer);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isHandshakeOver)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        return Take(buffer.Span);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
        => inner.Send(buffer, default, handles: null, _isHandshakeOver ? CancellationToken.None : cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => inner.SendAsync(new ReadOnlySequence<byte>(buffer), handles: null, cancellationToken);

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is collected here.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (!TryFill() && _isHandshakeOver))
        {
            return buffer.IsEmpty ? 0 : throw new NoRecordException();
        }

        if (_available == 0)
        {
            // The end. After the handshake it is the transport that judges it, so that an end without close_notify is told from one with it.
            return _isHandshakeOver ? throw new NoRecordException() : 0;
        }

        inner.Input.TryRead(out var result);
        var piece = result.Buffer.Slice(0, Math.Min(buffer.Length, _available));
        piece.CopyTo(buffer);
        _available -= piece.Length;
        inner.Input.AdvanceTo(piece.End);
        return (int)piece.Length;
    }

    /// <summary>Looks whether the first record is whole. What does not look like one is handed on at once, for the other side to refuse.</summary>
    private void Examine(in ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        inner.DropPendingHandles(); // TLS carries none, so nobody would ever take them
        long whole = 0;
        if (buffer.Length >= HeaderLength)
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            buffer.Slice(0, HeaderLength).CopyTo(header);
            int length = HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
            bool isStrange = header[0] is < LowestType or > HighestType || length > LongestRecord;
            whole = isStrange ? buffer.Length : buffer.Length >= length ? length : 0;
        }

        _available = whole;
        HasEnded = isCompleted && whole == 0;
        inner.Input.AdvanceTo(buffer.Start, whole > 0 ? buffer.Start : buffer.End);
    }
}
