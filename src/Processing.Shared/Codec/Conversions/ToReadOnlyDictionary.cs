using System.Collections.ObjectModel;

namespace Processing;

/// <summary>A view of a dictionary that nobody else has.</summary>
internal sealed class ToReadOnlyDictionary<TKey, TValue> : IConversion<Dictionary<TKey, TValue>, ReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
{
    public static ReadOnlyDictionary<TKey, TValue> Convert(Dictionary<TKey, TValue> source) => new(source);
}
