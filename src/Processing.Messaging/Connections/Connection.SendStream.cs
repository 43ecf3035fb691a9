using System.Buffers;
using System.IO.Pipelines;

namespace Processing.Messaging;

// A message is sent piece by piece as its source gives it. Once the first byte is out only the rest can follow: whatever prevents that ends
// the connection, with the reason.
public sealed partial class Connection
{
    private const int ChunkSize = 128 * 1024;

    /// <summary>
    /// Sends bytes of a stream as one message, which need not fit into memory; <see cref="MaxMessageLength"/> does not hold for it here. The
    /// peer sees an ordinary message, and receives a very long one by <see cref="ReceiveBytesTo"/>. What the stream holds beyond
    /// <paramref name="length"/> stays there.
    /// </summary>
    /// <param name="source">Where the bytes come from.</param>
    /// <param name="length">How many they are; null takes the rest of a stream that can seek.</param>
    /// <param name="progress">Is told how many bytes have been sent, after each piece.</param>
    /// <param name="cancellationToken">Until the first byte was taken nothing is sent; later the message cannot be ended properly, and the connection is closed.</param>
    /// <exception cref="ArgumentException">There is no length, and the stream cannot seek.</exception>
    /// <exception cref="EndOfStreamException">The stream has fewer bytes: the connection is closed, unless it had none at all.</exception>
    /// <exception cref="ConnectionClosedException">The peer has closed, or this end was closed after a failure, which is the inner exception.</exception>
    /// <exception cref="InvalidOperationException">This end cannot send, or another thread is sending.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public void SendBytesFrom(
        Stream source, long? length = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        long total = GetLength(source, length);
        EnterSend();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var abort = default(CancellationTokenRegistration);
        IDisposable? activity = null;
        long sent = 0;
        bool hasStarted = false;
        try
        {
            byte[] header = CreateHeader(total, out activity);
            do
            {
                int count = source.Read(chunk, 0, (int)Math.Min(chunk.Length, total - sent));
                CheckSource(count, sent, total);
                if (!hasStarted)
                {
                    _transport.Send(header, default, handles: null, cancellationToken);
                    hasStarted = true;
                    abort = AbortWhenCanceled(cancellationToken);
                }

                _transport.Send(chunk.AsSpan(0, count), default, handles: null, CancellationToken.None);
                sent += count;
                progress?.Report(sent);
            }
            while (sent < total);
            _counters.CountSent(total);
        }
        catch (Exception error) when (hasStarted)
        {
            AbortTransfer(error, cancellationToken);
            throw;
        }
        finally
        {
            abort.Dispose();
            activity?.Dispose();
            ArrayPool<byte>.Shared.Return(chunk);
            ExitSend();
        }
    }

    /// <inheritdoc cref="SendBytesFrom"/>
    public async ValueTask SendBytesFromAsync(
        Stream source, long? length = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        long total = GetLength(source, length);
        EnterSend();
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var abort = default(CancellationTokenRegistration);
        IDisposable? activity = null;
        long sent = 0;
        bool hasStarted = false;
        try
        {
            byte[] header = CreateHeader(total, out activity);
            do
            {
                int count = await source.ReadAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, total - sent)), cancellationToken)
                    .ConfigureAwait(false);
                CheckSource(count, sent, total);
                if (!hasStarted)
                {
                    await _transport.SendAsync(new ReadOnlySequence<byte>(header), handles: null, cancellationToken).ConfigureAwait(false);
                    hasStarted = true;
                    abort = AbortWhenCanceled(cancellationToken);
                }

                await _transport.SendAsync(new ReadOnlySequence<byte>(chunk, 0, count), handles: null, CancellationToken.None)
                    .ConfigureAwait(false);
                sent += count;
                progress?.Report(sent);
            }
            while (sent < total);
            _counters.CountSent(total);
        }
        catch (Exception error) when (hasStarted)
        {
            AbortTransfer(error, cancellationToken);
            throw;
        }
        finally
        {
            await abort.DisposeAsync().ConfigureAwait(false);
            activity?.Dispose();
            ArrayPool<byte>.Shared.Return(chunk);
            ExitSend();
        }
    }

    /// <summary>Sends bytes of a pipe as one message, which need not fit into memory; otherwise as the form that takes a stream.</summary>
    /// <remarks>A pipe can be waited for without a thread only, so there is no blocking form.</remarks>
    /// <inheritdoc cref="SendBytesFrom"/>
    public async ValueTask SendBytesFromAsync(
        PipeReader source, long length, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        EnterSend();
        var abort = default(CancellationTokenRegistration);
        IDisposable? activity = null;
        long sent = 0;
        bool hasStarted = false;
        try
        {
            byte[] header = CreateHeader(length, out activity);
            do
            {
                var piece = length == 0 ? default : await ReadPieceAsync(source, length - sent, cancellationToken).ConfigureAwait(false);
                CheckSource(piece.Length, sent, length);
                if (!hasStarted)
                {
                    await _transport.SendAsync(new ReadOnlySequence<byte>(header), handles: null, cancellationToken).ConfigureAwait(false);
                    hasStarted = true;
                    abort = AbortWhenCanceled(cancellationToken);
                }

                await _transport.SendAsync(piece, handles: null, CancellationToken.None).ConfigureAwait(false);
                sent += piece.Length;
                if (length > 0)
                {
                    source.AdvanceTo(piece.End);
                }

                progress?.Report(sent);
            }
            while (sent < length);
            _counters.CountSent(length);
        }
        catch (Exception error) when (hasStarted)
        {
            AbortTransfer(error, cancellationToken);
            throw;
        }
        finally
        {
            await abort.DisposeAsync().ConfigureAwait(false);
            activity?.Dispose();
            ExitSend();
        }
    }

    private static long GetLength(Stream source, long? length)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (length is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(length));
            return given;
        }

        return source.CanSeek
            ? Math.Max(0, source.Length - source.Position)
            : throw new ArgumentException("The length of the message must be given: this stream does not know how much it has left.", nameof(length));
    }

    private static async ValueTask<ReadOnlySequence<byte>> ReadPieceAsync(PipeReader source, long most, CancellationToken cancellationToken)
    {
        var result = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            source.AdvanceTo(result.Buffer.Start);
            throw new OperationCanceledException("The read of the source was canceled.");
        }

        var piece = result.Buffer.Slice(0, Math.Min(most, result.Buffer.Length));
        if (piece.IsEmpty)
        {
            source.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }

        return piece;
    }

    private static void CheckSource(long count, long sent, long total)
    {
        if (count == 0 && total > 0)
        {
            throw new EndOfStreamException($"The source of a message of {total} bytes ended after {sent} of them.");
        }
    }

    /// <summary>
    /// What goes before the payload. It is sent by itself: so it is known that the message has begun, and that the token can only end the
    /// connection from now on.
    /// </summary>
    private byte[] CreateHeader(long length, out IDisposable? activity)
    {
        byte[]? extras = StartTrace(length, out activity);
        byte[] header = new byte[FrameWriter.GetHeaderLength(length, handleCount: 0)];
        FrameWriter.WriteHeader(header, length, handleCount: 0);
        return extras is null ? header : [.. extras, .. header];
    }

    /// <summary>From the first byte on the token can only end the connection, which wakes the call wherever it waits.</summary>
    private CancellationTokenRegistration AbortWhenCanceled(CancellationToken cancellationToken)
        => cancellationToken.UnsafeRegister(
            static (state, token) => ((Connection)state!)._transport.Abort(new OperationCanceledException("A message was canceled half way.", token)), this);

    /// <summary>Ends the connection, for half a message cannot be taken back; tells the caller when it was its token.</summary>
    private void AbortTransfer(Exception error, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            var canceled = error as OperationCanceledException
                ?? new OperationCanceledException("The message was canceled half way; the connection is closed.", error, cancellationToken);
            _transport.Abort(canceled);
            throw canceled;
        }

        _transport.Abort(error);
    }
}
