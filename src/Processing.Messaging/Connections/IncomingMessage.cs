using System.Buffers;

namespace Processing.Messaging;

/// <summary>
/// A received message with bytes of its own: the connection can receive on while it is read. Disposing it gives the bytes back and
/// closes the handles nobody claimed.
/// </summary>
internal sealed class IncomingMessage : IDisposable
{
    private byte[]? _bytes; // from the pool

    /// <summary>Copies the payload, which has arrived whole; takes ownership of the handles.</summary>
    public IncomingMessage(in ReadOnlySequence<byte> payload, ReceivedHandles handles)
    {
        Handles = handles;
        int length = checked((int)payload.Length);
        _bytes = ArrayPool<byte>.Shared.Rent(length);
        payload.CopyTo(_bytes);
        Payload = new ReadOnlySequence<byte>(_bytes, 0, length);
    }

    /// <summary>The bytes; valid until the message is disposed.</summary>
    public ReadOnlySequence<byte> Payload { get; private set; }

    /// <summary>The handles that came along.</summary>
    public ReceivedHandles Handles { get; }

    /// <summary>A reader from the start of the message.</summary>
    public MessageReader CreateReader() => new(Payload) { Handles = Handles };

    /// <inheritdoc/>
    public void Dispose()
    {
        Handles.Dispose();
        Payload = default;
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
