namespace Processing;

/// <summary>The value itself, or nil.</summary>
internal sealed class NullableFormatter<T> : IMessageFormatter<T?>
    where T : struct
{
    public void Write(ref MessageWriter writer, T? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        FormatterCache<T>.Formatter.Write(ref writer, value.GetValueOrDefault());
    }

    public T? Read(ref MessageReader reader) => reader.TryReadNil() ? null : FormatterCache<T>.Formatter.Read(ref reader);
}
