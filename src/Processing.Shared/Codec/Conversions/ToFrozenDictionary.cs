using System.Collections.Frozen;

namespace Processing;

/// <summary>The same pairs, hashed in a way that withstands chosen keys.</summary>
internal sealed class ToFrozenDictionary<TKey, TValue> : IConversion<Dictionary<TKey, TValue>, FrozenDictionary<TKey, TValue>>
    where TKey : notnull
{
    public static FrozenDictionary<TKey, TValue> Convert(Dictionary<TKey, TValue> source) => source.ToFrozenDictionary(KeyComparer.CreateForFrozen<TKey>());
}
