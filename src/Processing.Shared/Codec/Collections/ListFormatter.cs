using System.Runtime.InteropServices;

namespace Processing;

/// <summary>Lists as arrays; null as nil.</summary>
internal sealed class ListFormatter<T> : IMessageFormatter<List<T>?>
{
    public void Write(ref MessageWriter writer, List<T>? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write<T>(ref writer, CollectionsMarshal.AsSpan(value));
    }

    public List<T>? Read(ref MessageReader reader) => reader.TryReadNil() ? null : Elements.ReadList<T>(ref reader);
}
