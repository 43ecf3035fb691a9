namespace Processing;

/// <summary>Stands in for the formatter of a type that has none and says so when a value of it is written or read.</summary>
internal sealed class UnsupportedFormatter<T>(string reason) : IMessageFormatter<T>
{
    public void Write(ref MessageWriter writer, T value) => throw new MessageSerializationException(reason);

    public T Read(ref MessageReader reader) => throw new MessageSerializationException(reason);
}
