using System.Buffers;

namespace Processing.Messaging;

public sealed partial class Connection
{
    /// <summary>Sends a value as one message; returns when the system has taken all of it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Counts until the first byte was taken.</param>
    /// <exception cref="MessageSerializationException">The value cannot be written; nothing was sent.</exception>
    /// <exception cref="ConnectionClosedException">The peer has closed, or this end was closed after a failure, which is the inner exception.</exception>
    /// <exception cref="InvalidOperationException">This end cannot send, or another thread is sending.</exception>
    /// <exception cref="ObjectDisposedException">This end was disposed or passed on.</exception>
    /// <exception cref="OperationCanceledException">The token fired; nothing was sent.</exception>
    public void Send<T>(T value, CancellationToken cancellationToken = default)
    {
        CheckDirection(ConnectionDirection.Send);
        var message = RentMessage();
        try
        {
            Serialize(message, value);
            SendMessage(message, cancellationToken);
        }
        finally
        {
            ReturnMessage(message);
        }
    }

    /// <inheritdoc cref="Send{T}"/>
    public async ValueTask SendAsync<T>(T value, CancellationToken cancellationToken = default)
    {
        CheckDirection(ConnectionDirection.Send);
        var message = RentMessage();
        try
        {
            Serialize(message, value);
            await SendMessageAsync(message, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ReturnMessage(message);
        }
    }

    /// <summary>Sends a message; the caller disposes it, sent or not.</summary>
    internal void SendMessage(OutgoingMessage message, CancellationToken cancellationToken = default)
    {
        EnterSend();
        IDisposable? activity = null;
        try
        {
            CheckMessage(message);
            byte[]? extras = StartTrace(message.Length, out activity);
            if (!message.TryGetFrame(out var frame, out int headerLength))
            {
                _transport.Send(Chain(extras, message.GetFrame(headerLength)), message.Handles, cancellationToken);
            }
            else if (extras is null)
            {
                _transport.Send(frame, default, message.Handles, cancellationToken);
            }
            else
            {
                _transport.Send(extras, frame, message.Handles, cancellationToken);
            }

            _counters.CountSent(message.Length);
        }
        finally
        {
            activity?.Dispose();
            ExitSend();
        }

        message.Handles.CompleteSent();
    }

    /// <inheritdoc cref="SendMessage"/>
    internal async ValueTask SendMessageAsync(OutgoingMessage message, CancellationToken cancellationToken = default)
    {
        EnterSend();
        IDisposable? activity = null;
        try
        {
            CheckMessage(message);
            byte[]? extras = StartTrace(message.Length, out activity);
            message.TryGetFrame(out _, out int headerLength);
            await _transport.SendAsync(Chain(extras, message.GetFrame(headerLength)), message.Handles, cancellationToken).ConfigureAwait(false);
            _counters.CountSent(message.Length);
        }
        finally
        {
            activity?.Dispose();
            ExitSend();
        }

        message.Handles.CompleteSent();
    }

    private static ReadOnlySequence<byte> Chain(byte[]? extras, in ReadOnlySequence<byte> frame)
        => extras is null ? frame : MemorySegment.Chain(extras, frame);

    private bool CanPassHandles => _transport.CanPassHandles && !IsPlain;

    private void Serialize<T>(OutgoingMessage message, T value)
    {
        if (Serializer is { } serializer)
        {
            serializer.Serialize(message, value);
        }
        else
        {
            MessagePackSerializer.Serialize(message, value, CanPassHandles ? message.Handles : null);
        }
    }

    private void CheckMessage(OutgoingMessage message)
    {
        CheckLength(message.Length);
        if (message.Handles.Count > 0 && !CanPassHandles)
        {
            throw new MessageSerializationException(
                $"{this} cannot carry native handles (connections, queues, locks, shared blocks): its peer may be on another machine, or speaks CPython's protocol.");
        }
    }

    private void CheckLength(long length)
    {
        if (length > _maxMessageLength)
        {
            throw new MessageSerializationException(
                $"The message has {length} bytes; {this} sends at most {_maxMessageLength} ({nameof(MaxMessageLength)}, on both ends).");
        }
    }

    private OutgoingMessage RentMessage() => Interlocked.Exchange(ref _spare, null) ?? new OutgoingMessage();

    private void ReturnMessage(OutgoingMessage message)
    {
        message.Reset();
        if (Interlocked.CompareExchange(ref _spare, message, null) is not null)
        {
            message.Dispose();
        }
        else if (IsClosed)
        {
            // Closing may have looked for it before it was put back, or may be taking it right now: only one of the two gets it.
            Interlocked.Exchange(ref _spare, null)?.Dispose();
        }
    }
}
