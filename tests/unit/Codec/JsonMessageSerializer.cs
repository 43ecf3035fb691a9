using System.Buffers;
using System.Text.Json;

namespace Processing.UnitTests.Codec;

/// <summary>The recipe of docs/serialization.md, which shows this class from its first line of code to its last.</summary>
internal sealed class JsonMessageSerializer(JsonSerializerOptions? options = null) : IMessageSerializer
{
    public void Serialize<T>(IBufferWriter<byte> output, T value)
    {
        try
        {
            using var writer = new Utf8JsonWriter(output);
            JsonSerializer.Serialize(writer, value, options);
        }
        catch (NotSupportedException error)
        {
            throw new MessageSerializationException(error.Message, error);
        }
    }

    public T Deserialize<T>(in ReadOnlySequence<byte> input)
    {
        try
        {
            var reader = new Utf8JsonReader(input);
            return JsonSerializer.Deserialize<T>(ref reader, options)!; // null where T allows it
        }
        catch (JsonException error)
        {
            throw new WireFormatException(error.Message, innerException: error);
        }
    }
}
