using System.Text;

namespace Processing;

/// <summary>Unicode scalar values as integers.</summary>
internal sealed class RuneFormatter : IMessageFormatter<Rune>
{
    public void Write(ref MessageWriter writer, Rune value) => writer.WriteInt64(value.Value);

    public Rune Read(ref MessageReader reader)
    {
        var start = reader;
        int value = reader.ReadInt32();
        return Rune.TryCreate(value, out var rune) ? rune : throw start.Error($"Expected a Unicode scalar value, but found {value}.");
    }
}
