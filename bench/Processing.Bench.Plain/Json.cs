using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>One value to UTF-8 JSON and back, with generated code, into a buffer and by a writer that are used again.</summary>
internal static class Json
{
    public static double Write<T>(T value, JsonTypeInfo<T> type)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        return CodecMeasure.Nanoseconds(() =>
        {
            output.ResetWrittenCount();
            writer.Reset();
            JsonSerializer.Serialize(writer, value, type);
        });
    }

    public static double Read<T>(T value, JsonTypeInfo<T> type)
    {
        byte[] input = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return CodecMeasure.Nanoseconds(() => JsonSerializer.Deserialize(input, type));
    }
}
