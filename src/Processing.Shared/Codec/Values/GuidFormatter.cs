using System.Text;

namespace Processing;

/// <summary>GUIDs as text of 36 characters.</summary>
internal sealed class GuidFormatter : IMessageFormatter<Guid>
{
    private const int Length = 36;

    public void Write(ref MessageWriter writer, Guid value)
    {
        Span<byte> text = stackalloc byte[Length];
        value.TryFormat(text, out _);
        writer.WriteUtf8(text);
    }

    public Guid Read(ref MessageReader reader)
    {
        Span<byte> text = stackalloc byte[Length];
        int length = reader.ReadUtf8Into(text);
        Span<char> chars = stackalloc char[Length];
        return length == Length
            && Encoding.UTF8.TryGetChars(text, chars, out int charCount)
            && Guid.TryParseExact(chars[..charCount], "D", out Guid value)
            ? value
            : throw reader.Error("Expected a GUID as text of 36 characters.");
    }
}
