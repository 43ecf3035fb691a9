namespace Processing;

/// <summary>16-bit floating point numbers as 32-bit ones, which hold each of them exactly.</summary>
internal sealed class HalfFormatter : IMessageFormatter<Half>
{
    public void Write(ref MessageWriter writer, Half value) => writer.WriteSingle((float)value);

    public Half Read(ref MessageReader reader)
    {
        float wide = reader.ReadSingle();
        var value = (Half)wide;
        return float.IsNaN(wide) || (float)value == wide
            ? value
            : throw reader.Error("Expected a 16-bit floating point number, but found one that needs 32 bits.");
    }
}
