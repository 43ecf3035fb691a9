using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

public sealed partial class Connection
{
    /// <summary>Receives the next message as a value; waits for it.</summary>
    /// <param name="cancellationToken">Counts at any time; what has arrived of a message stays for the next call.</param>
    /// <exception cref="EndOfStreamException">The peer has closed, and nothing is left.</exception>
    /// <exception cref="WireFormatException">
    /// The message is no <typeparamref name="T"/>: it is consumed, and the connection goes on. Or the bytes are no message at all: the
    /// connection is closed.
    /// </exception>
    /// <exception cref="ConnectionClosedException">The stream ended in the middle of a message, or this end was closed after a failure, which is the inner exception.</exception>
    /// <exception cref="InvalidOperationException">This end cannot receive, or another thread is receiving.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on, before or during the call.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public T Receive<T>(CancellationToken cancellationToken = default)
        => TryReceive<T>(out var value, cancellationToken) ? value : throw CreateEndOfStream();

    /// <inheritdoc cref="Receive{T}"/>
    public async ValueTask<T> ReceiveAsync<T>(CancellationToken cancellationToken = default)
    {
        var received = await TryReceiveAsync<T>(cancellationToken).ConfigureAwait(false);
        return received.HasValue ? received.Value : throw CreateEndOfStream();
    }

    /// <summary>Receives the next message as a value; false when the peer has closed and nothing is left. Waits for either.</summary>
    /// <inheritdoc cref="Receive{T}"/>
    public bool TryReceive<T>([MaybeNullWhen(false)] out T value, CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            bool hasFrame = TryReadFrame(_maxMessageLength, cancellationToken, out var frame);
            value = hasFrame ? Decode<T>(frame) : default;
            return hasFrame;
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc cref="TryReceive{T}"/>
    public async ValueTask<Received<T>> TryReceiveAsync<T>(CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            return await TryReadFrameAsync(_maxMessageLength, cancellationToken).ConfigureAwait(false) is { } frame
                ? new Received<T>(true, Decode<T>(frame))
                : default;
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <summary>Receives the next message with its handles; null when the peer has closed and nothing is left. The caller disposes it.</summary>
    internal IncomingMessage? ReceiveMessage(CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            return TryReadFrame(_maxMessageLength, cancellationToken, out var frame) ? Detach(frame) : null;
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc cref="ReceiveMessage"/>
    internal async ValueTask<IncomingMessage?> ReceiveMessageAsync(CancellationToken cancellationToken = default)
    {
        EnterReceive();
        try
        {
            return await TryReadFrameAsync(_maxMessageLength, cancellationToken).ConfigureAwait(false) is { } frame ? Detach(frame) : null;
        }
        finally
        {
            ExitReceive();
        }
    }

    private T Decode<T>(in Frame frame)
    {
        var handles = TakeHandles(frame);
        try
        {
            return Serializer is { } serializer
                ? serializer.Deserialize<T>(frame.Payload)
                : MessagePackSerializer.Deserialize<T>(frame.Payload, handles);
        }
        finally
        {
            handles.Dispose();
            _transport.Input.AdvanceTo(frame.End);
        }
    }

    private IncomingMessage Detach(in Frame frame)
    {
        var handles = TakeHandles(frame);
        try
        {
            return new IncomingMessage(frame.Payload, handles);
        }
        catch
        {
            handles.Dispose();
            throw;
        }
        finally
        {
            _transport.Input.AdvanceTo(frame.End);
        }
    }

    private EndOfStreamException CreateEndOfStream()
        => new($"The peer of {this} has closed, and nothing is left to receive.", _transport.CloseReason);
}
