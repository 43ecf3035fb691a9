using System.Buffers;

namespace Processing.Messaging;

public sealed partial class Connection
{
    /// <summary>Receives the next message as bytes; an empty message gives an empty array.</summary>
    /// <inheritdoc cref="Receive{T}"/>
    public byte[] ReceiveBytes(CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            return TryReadFrame(_maxMessageLength, cancellationToken, out var frame) ? Copy(frame) : throw CreateEndOfStream();
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc cref="ReceiveBytes(CancellationToken)"/>
    public async ValueTask<byte[]> ReceiveBytesAsync(CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            return await TryReadFrameAsync(_maxMessageLength, cancellationToken).ConfigureAwait(false) is { } frame ? Copy(frame) : throw CreateEndOfStream();
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <summary>
    /// Receives the next message as bytes, at most <paramref name="maxLength"/> of them. A message that announces more ends the connection,
    /// as one above <see cref="MaxMessageLength"/> does: nothing that the peer sends behind it can be trusted or found.
    /// </summary>
    /// <inheritdoc cref="Receive{T}"/>
    /// <param name="maxLength">The longest message that this call accepts; <see cref="MaxMessageLength"/> holds as well.</param>
    /// <param name="cancellationToken">Counts at any time; what has arrived of a message stays for the next call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is negative.</exception>
    /// <exception cref="WireFormatException">The message is longer, or the bytes are no message: the connection is closed.</exception>
    public byte[] ReceiveBytes(int maxLength, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        EnterReceive();
        try
        {
            return TryReadFrame(Math.Min(maxLength, _maxMessageLength), cancellationToken, out var frame)
                ? Copy(frame)
                : throw CreateEndOfStream();
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc cref="ReceiveBytes(int, CancellationToken)"/>
    public async ValueTask<byte[]> ReceiveBytesAsync(int maxLength, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        EnterReceive();
        try
        {
            return await TryReadFrameAsync(Math.Min(maxLength, _maxMessageLength), cancellationToken).ConfigureAwait(false) is { } frame
                ? Copy(frame)
                : throw CreateEndOfStream();
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <summary>Receives the next message into <paramref name="destination"/>. Returns its length.</summary>
    /// <inheritdoc cref="Receive{T}"/>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="cancellationToken">Counts at any time; what has arrived of a message stays for the next call.</param>
    /// <exception cref="BufferTooShortException">The message is longer: it is in the exception, and <paramref name="destination"/> is untouched.</exception>
    public int ReceiveBytesInto(Span<byte> destination, CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            if (TryReceiveLong(destination, cancellationToken, out int length))
            {
                return length;
            }

            return TryReadFrame(_maxMessageLength, cancellationToken, out var frame) ? CopyTo(frame, destination) : throw CreateEndOfStream();
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc cref="ReceiveBytesInto"/>
    public async ValueTask<int> ReceiveBytesIntoAsync(Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            if (await TryReceiveLongAsync(destination, cancellationToken).ConfigureAwait(false) is { } length)
            {
                return length;
            }

            return await TryReadFrameAsync(_maxMessageLength, cancellationToken).ConfigureAwait(false) is { } frame
                ? CopyTo(frame, destination.Span)
                : throw CreateEndOfStream();
        }
        finally
        {
            ExitReceive();
        }
    }

    private byte[] Copy(in Frame frame)
    {
        var handles = TakeHandles(frame);
        try
        {
            return frame.Payload.ToArray();
        }
        finally
        {
            handles.Dispose();
            _transport.Input.AdvanceTo(frame.End);
        }
    }

    private int CopyTo(in Frame frame, Span<byte> destination)
    {
        if (frame.Payload.Length > destination.Length)
        {
            throw new BufferTooShortException(Copy(frame), destination.Length);
        }

        var handles = TakeHandles(frame);
        try
        {
            frame.Payload.CopyTo(destination);
            return (int)frame.Payload.Length;
        }
        finally
        {
            handles.Dispose();
            _transport.Input.AdvanceTo(frame.End);
        }
    }
}
