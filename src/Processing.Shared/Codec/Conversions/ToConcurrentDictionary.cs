using System.Collections.Concurrent;

namespace Processing;

/// <summary>The same pairs, hashed the same safe way.</summary>
internal sealed class ToConcurrentDictionary<TKey, TValue> : IConversion<Dictionary<TKey, TValue>, ConcurrentDictionary<TKey, TValue>>
    where TKey : notnull
{
    public static ConcurrentDictionary<TKey, TValue> Convert(Dictionary<TKey, TValue> source) => new(source, source.Comparer);
}
