using System.Buffers;

namespace Processing;

/// <summary>Turns values into the payload of messages and back. The seam where another format than MessagePack is plugged in.</summary>
public interface IMessageSerializer
{
    /// <summary>Writes <paramref name="value"/> to <paramref name="output"/>.</summary>
    /// <exception cref="MessageSerializationException">The value or its type cannot be written.</exception>
    void Serialize<T>(IBufferWriter<byte> output, T value);

    /// <summary>Reads one value from exactly the bytes of <paramref name="input"/>.</summary>
    /// <exception cref="WireFormatException">The bytes are not a value of <typeparamref name="T"/>.</exception>
    T Deserialize<T>(in ReadOnlySequence<byte> input);
}
