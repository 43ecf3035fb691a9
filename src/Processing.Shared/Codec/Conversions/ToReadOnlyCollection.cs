using System.Collections.ObjectModel;

namespace Processing;

/// <summary>A view of an array that nobody else has.</summary>
internal sealed class ToReadOnlyCollection<T> : IConversion<T[], ReadOnlyCollection<T>>
{
    public static ReadOnlyCollection<T> Convert(T[] source) => new(source);
}
