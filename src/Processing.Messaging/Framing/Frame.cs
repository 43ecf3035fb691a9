using System.Buffers;

namespace Processing.Messaging;

/// <summary>One complete frame in a buffer.</summary>
/// <param name="Payload">The bytes of the message; none is a message too.</param>
/// <param name="HandleCount">How many native handles came with it.</param>
/// <param name="ExtrasLength">How many bytes of extras stand in its header, from <see cref="FrameReader.ExtrasOffset"/> on; 0 without.</param>
internal readonly record struct Frame(ReadOnlySequence<byte> Payload, int HandleCount, int ExtrasLength)
{
    /// <summary>Where the next frame starts.</summary>
    public SequencePosition End => Payload.End;
}
