using System.Buffers;
using Processing;

namespace Processing.UnitTests.Codec;

/// <summary>Values to bytes in hexadecimal and back.</summary>
internal static class CodecFixture
{
    public static string ToHex<T>(T value)
    {
        var output = new ArrayBufferWriter<byte>();
        MessagePackSerializer.Default.Serialize(output, value);
        return Convert.ToHexStringLower(output.WrittenSpan);
    }

    public static T FromHex<T>(string hex)
        => MessagePackSerializer.Default.Deserialize<T>(new ReadOnlySequence<byte>(Convert.FromHexString(hex)));

    public static T RoundTrip<T>(T value) => FromHex<T>(ToHex(value));

    public static WireFormatException Refused<T>(string hex) => Assert.Throws<WireFormatException>(() => FromHex<T>(hex));

    public static MessageSerializationException Unsendable<T>(T value)
        => Assert.Throws<MessageSerializationException>(() => ToHex(value));
}
