using System.Buffers;
using System.IO.Pipelines;

namespace Processing.Messaging;

// A message is handed on piece by piece as it arrives. What has been handed on cannot be received again: whatever prevents the rest ends the
// connection, with the reason.
public sealed partial class Connection
{
    /// <summary>
    /// Receives the next message into a stream, piece by piece: it need not fit into memory, and <see cref="MaxMessageLength"/> does not hold
    /// for it. Returns its length.
    /// </summary>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="maxLength">The longest message to accept; without limit unless given.</param>
    /// <param name="progress">Is told how many bytes have been handed on, after each piece.</param>
    /// <param name="cancellationToken">Until the message has begun to arrive nothing is lost; later the connection is closed.</param>
    /// <exception cref="EndOfStreamException">The peer has closed, and nothing is left.</exception>
    /// <exception cref="WireFormatException">The message is longer than <paramref name="maxLength"/>, or the bytes are no message: the connection is closed.</exception>
    /// <exception cref="ConnectionClosedException">The stream ended in the middle of a message, or this end was closed after a failure, which is the inner exception.</exception>
    /// <exception cref="InvalidOperationException">This end cannot receive, or another thread is receiving.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on, before or during the call.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <remarks>An exception of <paramref name="destination"/> comes out as it is, and closes the connection.</remarks>
    public long ReceiveBytesTo(
        Stream destination, long maxLength = long.MaxValue, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckDestination(destination, maxLength);
        EnterReceive();
        try
        {
            if (!TryReadHeader(maxLength, cancellationToken, out var header))
            {
                throw CreateEndOfStream();
            }

            for (long received = 0; received < header.PayloadLength; progress?.Report(received))
            {
                var piece = TakePiece(_transport.Read(cancellationToken), header.PayloadLength, received);
                foreach (var memory in piece)
                {
                    destination.Write(memory.Span);
                }

                received += piece.Length;
                _transport.Input.AdvanceTo(piece.End);
            }

            _counters.CountReceived(header.PayloadLength);
            return header.PayloadLength;
        }
        catch (Exception error) when (_isInMessage)
        {
            AbortTransfer(error, cancellationToken);
            throw;
        }
        finally
        {
            _isInMessage = false;
            ExitReceive();
        }
    }

    /// <inheritdoc cref="ReceiveBytesTo"/>
    public async ValueTask<long> ReceiveBytesToAsync(
        Stream destination, long maxLength = long.MaxValue, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckDestination(destination, maxLength);
        return await ReceivePiecesAsync(
            async piece =>
            {
                foreach (var memory in piece)
                {
                    await destination.WriteAsync(memory, cancellationToken).ConfigureAwait(false);
                }
            },
            maxLength,
            progress,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Receives the next message into a pipe, piece by piece, as fast as its reader takes them; otherwise as the form that takes a stream.</summary>
    /// <remarks>A pipe can be waited for without a thread only, so there is no blocking form. A reader that completes before the end closes the connection.</remarks>
    /// <inheritdoc cref="ReceiveBytesTo"/>
    public async ValueTask<long> ReceiveBytesToAsync(
        PipeWriter destination, long maxLength = long.MaxValue, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckDestination(destination, maxLength);
        return await ReceivePiecesAsync(
            async piece =>
            {
                foreach (var memory in piece)
                {
                    destination.Write(memory.Span);
                }

                var flushed = await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
                if (flushed.IsCompleted || flushed.IsCanceled)
                {
                    throw new IOException("The reader of the destination has completed before the message was received whole.");
                }
            },
            maxLength,
            progress,
            cancellationToken).ConfigureAwait(false);
    }

    private static void CheckDestination(object destination, long maxLength)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
    }

    private async ValueTask<long> ReceivePiecesAsync(
        Func<ReadOnlySequence<byte>, ValueTask> write, long maxLength, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        EnterReceive();
        try
        {
            if (await TryReadHeaderAsync(maxLength, cancellationToken).ConfigureAwait(false) is not { } header)
            {
                throw CreateEndOfStream();
            }

            for (long received = 0; received < header.PayloadLength; progress?.Report(received))
            {
                var result = await _transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
                var piece = TakePiece(result, header.PayloadLength, received);
                await write(piece).ConfigureAwait(false);
                received += piece.Length;
                _transport.Input.AdvanceTo(piece.End);
            }

            _counters.CountReceived(header.PayloadLength);
            return header.PayloadLength;
        }
        catch (Exception error) when (_isInMessage)
        {
            AbortTransfer(error, cancellationToken);
            throw;
        }
        finally
        {
            _isInMessage = false;
            ExitReceive();
        }
    }

    /// <summary>Waits for a whole header and consumes it; false at the end of the stream.</summary>
    private bool TryReadHeader(long maxLength, CancellationToken cancellationToken, out FrameHeader header)
    {
        while (true)
        {
            var result = _transport.Read(cancellationToken);
            if (TryTakeHeader(result, maxLength, out header))
            {
                return true;
            }

            if (result.IsCompleted)
            {
                return false;
            }
        }
    }

    private async ValueTask<FrameHeader?> TryReadHeaderAsync(long maxLength, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _transport.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (TryTakeHeader(result, maxLength, out var header))
            {
                return header;
            }

            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    private bool TryTakeHeader(in ReadResult result, long maxLength, out FrameHeader header)
    {
        try
        {
            if (FrameReader.TryReadHeader(result.Buffer, maxLength, IsPlain, out header))
            {
                _isInMessage = true;
                TakeExtras(result.Buffer, header.ExtrasLength, header.PayloadLength);
                if (header.HandleCount > 0)
                {
                    _transport.TakeHandles(header.HandleCount).Dispose(); // bytes are asked for, so nobody can claim them
                }

                _transport.Input.AdvanceTo(result.Buffer.GetPosition(header.Length));
                return true;
            }
        }
        catch (WireFormatException error)
        {
            CutOff(error);
            throw;
        }

        _transport.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        return result is { IsCompleted: true, Buffer.IsEmpty: false } ? throw AbortInMessage(result.Buffer.Length) : false;
    }

    private ReadOnlySequence<byte> TakePiece(in ReadResult result, long length, long received)
    {
        var piece = result.Buffer.Slice(0, Math.Min(length - received, result.Buffer.Length));
        if (piece.IsEmpty)
        {
            throw AbortInMessage(received); // a read returns without bytes at the end only
        }

        return received + piece.Length == length && _transport.PendingHandles > 0 && _transport.IsLastByte(piece.End)
            ? throw new WireFormatException("The peer sends native handles that it does not announce.")
            : piece;
    }
}
