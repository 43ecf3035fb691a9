using System.Collections.Frozen;

namespace Processing;

/// <summary>The same set, hashed in a way that withstands chosen elements.</summary>
internal sealed class ToFrozenSet<T> : IConversion<HashSet<T>, FrozenSet<T>>
{
    public static FrozenSet<T> Convert(HashSet<T> source) => source.ToFrozenSet(KeyComparer.CreateForFrozen<T>());
}
