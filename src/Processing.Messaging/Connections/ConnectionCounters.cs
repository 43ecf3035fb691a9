namespace Processing.Messaging;

/// <summary>
/// What went through a connection. Each pair has one writer, the sender or the receiver, so counting needs no atomic operation; anyone
/// may read.
/// </summary>
internal sealed class ConnectionCounters
{
    private long _messagesSent; // written by the sender, as the next
    private long _bytesSent;
    private long _messagesReceived; // written by the receiver, as the next
    private long _bytesReceived;

    /// <summary>Where it stands among the open connections, -1 when it does not; guarded by <see cref="OpenConnections"/>.</summary>
    public int Place { get; set; } = -1;

    public long MessagesSent => Volatile.Read(ref _messagesSent);

    public long BytesSent => Volatile.Read(ref _bytesSent);

    public long MessagesReceived => Volatile.Read(ref _messagesReceived);

    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    /// <summary>A message was sent; called by the sender.</summary>
    public void CountSent(long bytes)
    {
        Volatile.Write(ref _messagesSent, _messagesSent + 1);
        Volatile.Write(ref _bytesSent, _bytesSent + bytes);
    }

    /// <summary>A message was received; called by the receiver.</summary>
    public void CountReceived(long bytes)
    {
        Volatile.Write(ref _messagesReceived, _messagesReceived + 1);
        Volatile.Write(ref _bytesReceived, _bytesReceived + bytes);
    }
}
