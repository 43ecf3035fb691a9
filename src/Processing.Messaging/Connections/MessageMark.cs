namespace Processing.Messaging;

/// <summary>A place in a message being written.</summary>
/// <param name="Length">Bytes of payload before it.</param>
/// <param name="HandleCount">Handles before it.</param>
internal readonly record struct MessageMark(long Length, int HandleCount);
