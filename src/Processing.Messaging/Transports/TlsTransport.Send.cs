using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

internal sealed partial class TlsTransport
{
    // What fits goes in one record, and so in one call of the system.
    private const int RecordSize = 16 * 1024;

    private int _sender; // 1 while somebody writes to the stream; by Interlocked

    /// <inheritdoc/>
    public override bool WaitToSend(Deadline deadline, CancellationToken cancellationToken) => _inner.WaitToSend(deadline, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WaitToSendAsync(CancellationToken cancellationToken) => _inner.WaitToSendAsync(cancellationToken);

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever breaks the stream is the reason this transport closes for.")]
    internal override void SendCore(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, PassedHandles? handles, CancellationToken cancellationToken)
    {
        // A record that is encrypted has to be sent, so the token counts before that only.
        WaitForRoom(cancellationToken);
        EnterSend();
        byte[] record = ArrayPool<byte>.Shared.Rent(RecordSize);
        try
        {
            int used = Write(record, 0, first);
            used = Write(record, used, second);
            Write(record, used);
        }
        catch (Exception error)
        {
            throw FailSend(error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
            ExitSend();
        }
    }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "As above.")]
    internal override void SendCore(in ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        WaitForRoom(cancellationToken);
        EnterSend();
        byte[] record = ArrayPool<byte>.Shared.Rent(RecordSize);
        try
        {
            int used = 0;
            foreach (var piece in bytes)
            {
                used = Write(record, used, piece.Span);
            }

            Write(record, used);
        }
        catch (Exception error)
        {
            throw FailSend(error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
            ExitSend();
        }
    }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "As above.")]
    internal override async ValueTask SendCoreAsync(
        ReadOnlySequence<byte> bytes, PassedHandles? handles, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        if (cancellationToken.CanBeCanceled)
        {
            await GuardSendAsync(cancellationToken).ConfigureAwait(false);
        }

        EnterSend();
        byte[] record = ArrayPool<byte>.Shared.Rent(RecordSize);
        try
        {
            while (!bytes.IsEmpty)
            {
                var piece = bytes.Slice(0, Math.Min(RecordSize, bytes.Length));
                piece.CopyTo(record);
                await _stream.WriteAsync(record.AsMemory(0, (int)piece.Length), CancellationToken.None).ConfigureAwait(false);
                bytes = bytes.Slice(piece.End);
            }
        }
        catch (Exception error)
        {
            throw FailSend(error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record);
            ExitSend();
        }
    }

    /// <summary>Collects in <paramref name="record"/>, and writes each one that is full. Returns how much of the last one is used.</summary>
    private int Write(byte[] record, int used, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (used == 0 && bytes.Length >= RecordSize)
            {
                _stream.Write(bytes[..RecordSize]);
                bytes = bytes[RecordSize..];
                continue;
            }

            int count = Math.Min(RecordSize - used, bytes.Length);
            bytes[..count].CopyTo(record.AsSpan(used));
            bytes = bytes[count..];
            used += count;
            if (used == RecordSize)
            {
                Write(record, used);
                used = 0;
            }
        }

        return used;
    }

    private void Write(byte[] record, int used)
    {
        if (used > 0)
        {
            _stream.Write(record.AsSpan(0, used));
        }
    }

    private void WaitForRoom(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        if (!cancellationToken.CanBeCanceled)
        {
            return;
        }

        try
        {
            _inner.WaitToSend(Deadline.Never, cancellationToken);
        }
        catch (ObjectDisposedException error)
        {
            throw Fail(error);
        }
    }

    private async ValueTask GuardSendAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _inner.WaitToSendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException error)
        {
            throw Fail(error);
        }
    }

    private Exception FailSend(Exception error)
    {
        for (Exception? cause = error; cause is not null && !IsClosed; cause = cause.InnerException)
        {
            if (cause is ConnectionClosedException)
            {
                // What the peer sent before it closed can still be received, so this end stays open.
                SetCloseReason(cause.InnerException ?? cause);
                return new ConnectionClosedException($"{this} was closed by its peer.", CloseReason);
            }
        }

        return Fail(error);
    }

    private void EnterSend()
    {
        // There is one sender; the other one who takes this place is closing.
        if (Interlocked.CompareExchange(ref _sender, 1, 0) != 0)
        {
            throw CreateClosedError();
        }
    }

    private void ExitSend() => Volatile.Write(ref _sender, 0);
}
