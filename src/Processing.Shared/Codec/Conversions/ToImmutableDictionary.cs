using System.Collections.Immutable;

namespace Processing;

/// <summary>The same pairs, hashed the same safe way.</summary>
internal sealed class ToImmutableDictionary<TKey, TValue> : IConversion<Dictionary<TKey, TValue>, ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
{
    public static ImmutableDictionary<TKey, TValue> Convert(Dictionary<TKey, TValue> source) => ImmutableDictionary.CreateRange(source.Comparer, source);
}
