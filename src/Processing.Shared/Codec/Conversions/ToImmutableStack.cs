using System.Collections.Immutable;

namespace Processing;

/// <summary>The top comes first in a message, and is pushed last.</summary>
internal sealed class ToImmutableStack<T> : IConversion<T[], ImmutableStack<T>>
{
    public static ImmutableStack<T> Convert(T[] source)
    {
        Array.Reverse(source);
        return ImmutableStack.Create(source);
    }
}
