namespace Processing;

/// <summary>Objects that live in a process and are handed to another; null as nil.</summary>
internal sealed class PassableFormatter<T> : IMessageFormatter<T?>
    where T : IPassable<T>
{
    public void Write(ref MessageWriter writer, T? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        value.WriteTo(ref writer);
    }

    public T? Read(ref MessageReader reader) => default(T) is null && reader.TryReadNil() ? default : T.ReadFrom(ref reader);
}
