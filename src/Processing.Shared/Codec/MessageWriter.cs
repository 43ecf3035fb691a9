namespace Processing;

/// <summary>Writes MessagePack into a buffer writer.</summary>
public ref struct MessageWriter
{
    /// <summary>The handles that go with the message; null where the connection cannot carry any.</summary>
    internal PassedHandles? Handles { get; init; }
}
