using System.Buffers;

namespace Processing.PropertyTests.Codec;

/// <summary>A valid message and the type it is read as.</summary>
internal sealed record MutationSample(string Type, byte[] Message, Action<ReadOnlySequence<byte>> Read)
{
    public static MutationSample Of<T>(T value)
        => new(typeof(T).ToString(), CodecCheck.Write(value), static input => MessagePackSerializer.Default.Deserialize<T>(input));
}
