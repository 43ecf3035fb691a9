using System.Buffers;

namespace Processing.Messaging;

public sealed partial class Connection
{
    private const int LargestCopied = 512;

    /// <summary>Sends bytes as one message; none make an empty message. Large spans are not copied.</summary>
    /// <inheritdoc cref="Send{T}"/>
    /// <param name="bytes">The payload of the message.</param>
    /// <param name="cancellationToken">Counts until the first byte was taken.</param>
    public void SendBytes(ReadOnlySpan<byte> bytes, CancellationToken cancellationToken = default)
    {
        EnterSend();
        IDisposable? activity = null;
        try
        {
            CheckLength(bytes.Length);
            byte[]? extras = StartTrace(bytes.Length, out activity);
            Span<byte> space = stackalloc byte[FrameWriter.LongestHeader];
            int headerLength = FrameWriter.WriteHeader(space, bytes.Length, handleCount: 0);
            ReadOnlySpan<byte> header = extras is null ? space[^headerLength..] : (byte[])[.. extras, .. space[^headerLength..]];
            _transport.Send(header, bytes, handles: null, cancellationToken);
            _counters.CountSent(bytes.Length);
        }
        finally
        {
            activity?.Dispose();
            ExitSend();
        }
    }

    /// <inheritdoc cref="SendBytes(ReadOnlySpan{byte}, CancellationToken)"/>
    public ValueTask SendBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        => bytes.Length <= LargestCopied
            ? SendCopyAsync(bytes, cancellationToken)
            : SendBytesAsync(new ReadOnlySequence<byte>(bytes), cancellationToken);

    /// <summary>Sends bytes that lie in several pieces as one message; they are not copied.</summary>
    /// <inheritdoc cref="SendBytes(ReadOnlySpan{byte}, CancellationToken)"/>
    public void SendBytes(in ReadOnlySequence<byte> bytes, CancellationToken cancellationToken = default)
    {
        if (bytes.IsSingleSegment)
        {
            SendBytes(bytes.FirstSpan, cancellationToken);
            return;
        }

        EnterSend();
        IDisposable? activity = null;
        try
        {
            CheckLength(bytes.Length);
            byte[]? extras = StartTrace(bytes.Length, out activity);
            _transport.Send(Chain(extras, MemorySegment.CreateFrame(bytes)), handles: null, cancellationToken);
            _counters.CountSent(bytes.Length);
        }
        finally
        {
            activity?.Dispose();
            ExitSend();
        }
    }

    /// <summary>Copying a little costs less than making a chain of pieces.</summary>
    private async ValueTask SendCopyAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        CheckDirection(ConnectionDirection.Send);
        var message = RentMessage();
        try
        {
            bytes.Span.CopyTo(message.GetSpan(bytes.Length));
            message.Advance(bytes.Length);
            await SendMessageAsync(message, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ReturnMessage(message);
        }
    }

    /// <inheritdoc cref="SendBytes(in ReadOnlySequence{byte}, CancellationToken)"/>
    public async ValueTask SendBytesAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken = default)
    {
        EnterSend();
        IDisposable? activity = null;
        try
        {
            CheckLength(bytes.Length);
            byte[]? extras = StartTrace(bytes.Length, out activity);
            await _transport.SendAsync(Chain(extras, MemorySegment.CreateFrame(bytes)), handles: null, cancellationToken).ConfigureAwait(false);
            _counters.CountSent(bytes.Length);
        }
        finally
        {
            activity?.Dispose();
            ExitSend();
        }
    }
}
