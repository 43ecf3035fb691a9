using System.Buffers;

namespace Processing.Messaging;

/// <summary>One complete frame in a buffer.</summary>
/// <param name="Payload">The bytes of the message; none is a message too.</param>
/// <param name="HandleCount">How many native handles came with it.</param>
/// <param name="End">Where the next frame starts.</param>
internal readonly record struct Frame(ReadOnlySequence<byte> Payload, int HandleCount, SequencePosition End);
