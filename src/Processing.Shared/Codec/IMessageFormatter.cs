namespace Processing;

/// <summary>Writes and reads values of one type as MessagePack. Implementations are stateless: one object serves every thread.</summary>
/// <typeparam name="T">The type it is for.</typeparam>
public interface IMessageFormatter<T>
{
    /// <summary>Writes <paramref name="value"/> as exactly one MessagePack value; parts go through <see cref="MessageFormatter.Write{T}"/>.</summary>
    /// <exception cref="MessageSerializationException">The value cannot be written.</exception>
    void Write(ref MessageWriter writer, T value);

    /// <summary>Reads exactly one MessagePack value; parts go through <see cref="MessageFormatter.Read{T}"/>.</summary>
    /// <exception cref="WireFormatException">What stands there is no value of <typeparamref name="T"/>.</exception>
    T Read(ref MessageReader reader);
}
