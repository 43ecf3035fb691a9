namespace Processing;

/// <summary>A UTF-16 code unit as its number.</summary>
internal sealed class CharFormatter : IMessageFormatter<char>
{
    public void Write(ref MessageWriter writer, char value) => writer.WriteUInt64(value);

    public char Read(ref MessageReader reader) => (char)reader.ReadInteger(char.MinValue, char.MaxValue);
}
