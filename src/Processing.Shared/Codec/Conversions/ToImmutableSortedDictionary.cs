using System.Collections.Immutable;

namespace Processing;

/// <summary>The pairs in the usual order of their keys.</summary>
internal sealed class ToImmutableSortedDictionary<TKey, TValue> : IConversion<Dictionary<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>>
    where TKey : notnull
{
    public static ImmutableSortedDictionary<TKey, TValue> Convert(Dictionary<TKey, TValue> source) => ImmutableSortedDictionary.CreateRange(source);
}
