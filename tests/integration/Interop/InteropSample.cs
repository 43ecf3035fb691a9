using System.Buffers;

namespace Processing.IntegrationTests.Interop;

/// <summary>A value that another library knows by <paramref name="Name"/>: our bytes of it, and what becomes of theirs.</summary>
internal sealed record InteropSample(string Name, byte[] Message, Action<byte[]> Check)
{
    /// <summary>A sample whose value equals itself once read.</summary>
    public static InteropSample Of<T>(string name, T value) => Of(name, value, MessagePackSerializer.Plain);

    public static InteropSample Of<T>(string name, T value, MessagePackSerializer serializer)
    {
        byte[] message = Write(value, serializer);
        return new(name, message, theirs =>
        {
            T back = MessagePackSerializer.Default.Deserialize<T>(new ReadOnlySequence<byte>(theirs));
            // Values of ours are the same exactly when their bytes are: each has one form only.
            Assert.Equal(Convert.ToHexString(message), Convert.ToHexString(Write(back, serializer)));
        });
    }

    private static byte[] Write<T>(T value, MessagePackSerializer serializer)
    {
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(output, value);
        return output.WrittenSpan.ToArray();
    }
}
