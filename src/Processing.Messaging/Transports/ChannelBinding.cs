namespace Processing.Messaging;

/// <summary>
/// What the two ends of a channel know of it and a relay in between would change, so that a proof of the key can cover it.
/// </summary>
/// <param name="Scope">How the values are to be compared; ends with different scopes have nothing to compare. Empty: there is no binding.</param>
/// <param name="Local">This end, as both see it.</param>
/// <param name="Remote">The other end, as both see it.</param>
internal readonly record struct ChannelBinding(ReadOnlyMemory<byte> Scope, ReadOnlyMemory<byte> Local, ReadOnlyMemory<byte> Remote);
