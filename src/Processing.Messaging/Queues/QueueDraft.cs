namespace Processing.Messaging;

/// <summary>
/// An item being put. Its handles are kept apart from the message that carries it: a connection inside the item leaves the caller only when
/// the queue has accepted the item, and stays usable when the queue is full.
/// </summary>
internal sealed class QueueDraft(PutMode mode, long id) : IDisposable
{
    private long _headerLength;

    /// <summary>What is sent, or stored.</summary>
    public OutgoingMessage Message { get; } = new();

    /// <summary>The handles of the item.</summary>
    public PassedHandles Handles { get; } = new();

    /// <summary>How it is put.</summary>
    public PutMode Mode => mode;

    /// <summary>The number of the request.</summary>
    public long Id => id;

    /// <summary>How long the item is.</summary>
    public long ItemLength => Message.Length - _headerLength;

    /// <summary>Writes the item behind what the message holds already.</summary>
    /// <exception cref="MessageSerializationException">The item cannot be written, or is too long.</exception>
    public void Write<T>(T item, QueueDescription queue)
    {
        _headerLength = Message.Length;
        MessagePackSerializer.Serialize(Message, item, Handles);
        if (ItemLength > queue.MaxMessageLength)
        {
            throw new MessageSerializationException(
                $"The item has {ItemLength} bytes; {queue.Name} takes at most {queue.MaxMessageLength} ({nameof(PipeQueueOptions.MaxMessageLength)}).");
        }
    }

    /// <summary>The queue has the item: what moves with it leaves the caller.</summary>
    public void Accept() => Handles.CompleteSent();

    /// <inheritdoc/>
    public void Dispose()
    {
        Handles.Dispose();
        Message.Dispose();
    }
}
