namespace Processing;

/// <summary>Integers of the machine's size, in their shortest form; a number, not a pointer.</summary>
internal sealed class IntPtrFormatter : IMessageFormatter<nint>
{
    public void Write(ref MessageWriter writer, nint value) => writer.WriteInt64(value);

    public nint Read(ref MessageReader reader) => (nint)reader.ReadInteger(nint.MinValue, nint.MaxValue);
}
