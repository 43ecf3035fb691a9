using System.Collections.Immutable;

namespace Processing;

/// <summary>The same elements in the same order.</summary>
internal sealed class ToImmutableList<T> : IConversion<T[], ImmutableList<T>>
{
    public static ImmutableList<T> Convert(T[] source) => ImmutableList.Create(source);
}
