namespace Processing;

/// <summary>Stretches of an array as arrays; an empty one where nil stands.</summary>
internal sealed class MemoryFormatter<T> : IMessageFormatter<Memory<T>>
{
    public void Write(ref MessageWriter writer, Memory<T> value) => Elements.Write<T>(ref writer, value.Span);

    public Memory<T> Read(ref MessageReader reader) => reader.TryReadNil() ? default : Elements.ReadArray<T>(ref reader).AsMemory();
}
