using System.Collections.Concurrent;

namespace Processing;

/// <summary>The same elements; a bag has no order.</summary>
internal sealed class ToConcurrentBag<T> : IConversion<T[], ConcurrentBag<T>>
{
    public static ConcurrentBag<T> Convert(T[] source) => new(source);
}
