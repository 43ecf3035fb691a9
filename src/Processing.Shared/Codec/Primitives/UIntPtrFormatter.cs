namespace Processing;

/// <summary>Integers of the machine's size, in their shortest form; a number, not a pointer.</summary>
internal sealed class UIntPtrFormatter : IMessageFormatter<nuint>
{
    public void Write(ref MessageWriter writer, nuint value) => writer.WriteUInt64(value);

    public nuint Read(ref MessageReader reader) => checked((nuint)reader.ReadUInt64());
}
