namespace Processing;

/// <summary>Version numbers as text; null as nil.</summary>
internal sealed class VersionFormatter : IMessageFormatter<Version?>
{
    public void Write(ref MessageWriter writer, Version? value) => writer.WriteString(value?.ToString());

    public Version? Read(ref MessageReader reader)
    {
        string? text = reader.ReadString();
        return text is null ? null
            : Version.TryParse(text, out var value) ? value
            : throw reader.Error("Expected a version number as text.");
    }
}
