namespace Processing;

/// <summary>A received message does not fit the buffer the caller gave. The message is not lost: it is in <see cref="ReceivedMessage"/>.</summary>
public sealed class BufferTooShortException : ProcessingException
{
    /// <summary>Creates the error.</summary>
    /// <param name="receivedMessage">The whole message.</param>
    /// <param name="bufferLength">How many bytes the caller had room for.</param>
    public BufferTooShortException(ReadOnlyMemory<byte> receivedMessage, int bufferLength)
        : base($"A message of {receivedMessage.Length} bytes does not fit the given buffer of {bufferLength} bytes; the whole message is in {nameof(ReceivedMessage)}.")
        => ReceivedMessage = receivedMessage;

    /// <summary>The whole message that did not fit.</summary>
    public ReadOnlyMemory<byte> ReceivedMessage { get; }
}
