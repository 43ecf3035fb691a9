using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>Immutable arrays as arrays; one without an array behind it as nil.</summary>
internal sealed class ImmutableArrayFormatter<T> : IMessageFormatter<ImmutableArray<T>>
{
    public void Write(ref MessageWriter writer, ImmutableArray<T> value)
    {
        if (value.IsDefault)
        {
            writer.WriteNil();
            return;
        }

        Elements.Write(ref writer, value.AsSpan());
    }

    public ImmutableArray<T> Read(ref MessageReader reader)
        => reader.TryReadNil() ? default : ImmutableCollectionsMarshal.AsImmutableArray(Elements.ReadArray<T>(ref reader));
}
