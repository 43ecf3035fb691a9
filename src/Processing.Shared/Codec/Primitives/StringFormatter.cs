namespace Processing;

/// <summary>Strings as UTF-8; null as nil.</summary>
internal sealed class StringFormatter : IMessageFormatter<string?>
{
    public void Write(ref MessageWriter writer, string? value) => writer.WriteString(value);

    public string? Read(ref MessageReader reader) => reader.ReadString();
}
