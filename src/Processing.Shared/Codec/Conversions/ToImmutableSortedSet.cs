using System.Collections.Immutable;

namespace Processing;

/// <summary>The elements in their usual order.</summary>
internal sealed class ToImmutableSortedSet<T> : IConversion<HashSet<T>, ImmutableSortedSet<T>>
{
    public static ImmutableSortedSet<T> Convert(HashSet<T> source) => ImmutableSortedSet.CreateRange(source);
}
