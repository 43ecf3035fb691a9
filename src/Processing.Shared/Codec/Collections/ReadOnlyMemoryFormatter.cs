namespace Processing;

/// <summary>Stretches of an array as arrays; an empty one where nil stands.</summary>
internal sealed class ReadOnlyMemoryFormatter<T> : IMessageFormatter<ReadOnlyMemory<T>>
{
    public void Write(ref MessageWriter writer, ReadOnlyMemory<T> value) => Elements.Write(ref writer, value.Span);

    public ReadOnlyMemory<T> Read(ref MessageReader reader) => reader.TryReadNil() ? default : Elements.ReadArray<T>(ref reader).AsMemory();
}
