namespace Processing;

/// <summary>Reads MessagePack from a sequence of bytes.</summary>
public ref struct MessageReader
{
    /// <summary>The handles that came with the message; null where the connection cannot carry any.</summary>
    internal ReceivedHandles? Handles { get; init; }
}
