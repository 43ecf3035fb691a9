using System.Buffers;

namespace Processing;

/// <summary>The format of messages unless another is plugged in: MessagePack.</summary>
public sealed class MessagePackSerializer : IMessageSerializer
{
    private readonly bool _writesBlocks;

    private MessagePackSerializer(bool writesBlocks) => _writesBlocks = writesBlocks;

    /// <summary>What connections use: long arrays of numbers are written as blocks, which are copied instead of converted.</summary>
    public static MessagePackSerializer Default { get; } = new(writesBlocks: true);

    /// <summary>For readers that are not this library: every array is written as a plain MessagePack array. Both read either form.</summary>
    public static MessagePackSerializer Plain { get; } = new(writesBlocks: false);

    /// <inheritdoc/>
    public void Serialize<T>(IBufferWriter<byte> output, T value) => Serialize(output, value, handles: null, _writesBlocks);

    /// <inheritdoc/>
    public T Deserialize<T>(in ReadOnlySequence<byte> input) => Deserialize<T>(input, handles: null);

    /// <summary>
    /// Writes <paramref name="value"/>, and its native handles into <paramref name="handles"/> where the connection can carry them.
    /// </summary>
    internal static void Serialize<T>(IBufferWriter<byte> output, T value, PassedHandles? handles, bool writesBlocks = true)
    {
        var writer = new MessageWriter(output) { Handles = handles, WritesBlocks = writesBlocks };
        MessageFormatter.Write(ref writer, value);
        writer.Flush();
    }

    /// <summary>
    /// Reads one value from exactly the bytes of <paramref name="input"/>, claiming its native handles from <paramref name="handles"/>.
    /// </summary>
    internal static T Deserialize<T>(in ReadOnlySequence<byte> input, ReceivedHandles? handles)
    {
        var reader = new MessageReader(input) { Handles = handles };
        T value = MessageFormatter.Read<T>(ref reader);
        return reader.IsAtEnd
            ? value
            : throw reader.Error($"Another {reader.Remaining} bytes follow the value that should fill the message.");
    }
}
