using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace Processing.PropertyTests.Codec;

/// <summary>What the properties of the codec share. A failure prints the seed to replay it with.</summary>
internal static class CodecCheck
{
    public static byte[] Write<T>(T value)
    {
        var output = new ArrayBufferWriter<byte>();
        MessagePackSerializer.Default.Serialize(output, value);
        return output.WrittenSpan.ToArray();
    }

    public static void ForAll<T>(Arbitrary<T> values, Action<T> check, int count = 100)
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(values, check));

    /// <summary>Every value comes back from its bytes, however they are cut and whatever room the writer got.</summary>
    public static void RoundTrip<T>(Arbitrary<T> values, Action<T, T>? same = null, int count = 100)
    {
        same ??= static (expected, actual) => Assert.Equal(expected, actual);
        ForAll(values, value =>
        {
            byte[] bytes = Write(value);
            var small = new SmallBufferWriter();
            MessagePackSerializer.Default.Serialize(small, value);
            Assert.Equal(bytes, small.ToArray());
            foreach (var cut in Segments.EveryCutOf(bytes))
            {
                T back = MessagePackSerializer.Default.Deserialize<T>(cut);
                same(value, back);
            }
        }, count);
    }

    /// <summary>Values that have no equality of their own are the same when their bytes are.</summary>
    public static void SameBytes<T>(T expected, T actual) => Assert.Equal(Write(expected), Write(actual));

    /// <summary>The bytes are a value, or an illegal message; anything else is thrown on.</summary>
    public static bool IsValueOrIllegal<T>(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            MessagePackSerializer.Default.Deserialize<T>(bytes);
            return true;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
