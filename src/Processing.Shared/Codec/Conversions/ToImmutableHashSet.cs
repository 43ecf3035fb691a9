using System.Collections.Immutable;

namespace Processing;

/// <summary>The same set, hashed the same safe way.</summary>
internal sealed class ToImmutableHashSet<T> : IConversion<HashSet<T>, ImmutableHashSet<T>>
{
    public static ImmutableHashSet<T> Convert(HashSet<T> source) => ImmutableHashSet.CreateRange(source.Comparer, source);
}
