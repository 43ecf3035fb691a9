namespace Processing;

/// <summary><c>true</c> and <c>false</c>.</summary>
internal sealed class BooleanFormatter : IMessageFormatter<bool>
{
    public void Write(ref MessageWriter writer, bool value) => writer.WriteBoolean(value);

    public bool Read(ref MessageReader reader) => reader.ReadBoolean();
}
