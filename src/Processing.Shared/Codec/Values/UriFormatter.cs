namespace Processing;

/// <summary>URIs as the text they were made from; null as nil.</summary>
internal sealed class UriFormatter : IMessageFormatter<Uri?>
{
    public void Write(ref MessageWriter writer, Uri? value) => writer.WriteString(value?.OriginalString);

    public Uri? Read(ref MessageReader reader)
    {
        string? text = reader.ReadString();
        return text is null ? null
            : Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var value) ? value
            : throw reader.Error("Expected a URI as text.");
    }
}
