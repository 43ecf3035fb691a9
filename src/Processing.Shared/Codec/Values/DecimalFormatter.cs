using System.Globalization;

namespace Processing;

/// <summary>Decimals as text, which keeps every digit and the scale.</summary>
internal sealed class DecimalFormatter : IMessageFormatter<decimal>
{
    // A sign, 29 digits and a point.
    private const int MaxLength = 32;

    public void Write(ref MessageWriter writer, decimal value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteUtf8(text[..length]);
    }

    public decimal Read(ref MessageReader reader)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        int length = reader.ReadUtf8Into(text);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return length > 0 && decimal.TryParse(text[..length], Style, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw reader.Error("Expected a decimal number as text.");
    }
}
