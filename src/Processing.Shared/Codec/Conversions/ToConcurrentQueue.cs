using System.Collections.Concurrent;

namespace Processing;

/// <summary>The oldest element first.</summary>
internal sealed class ToConcurrentQueue<T> : IConversion<T[], ConcurrentQueue<T>>
{
    public static ConcurrentQueue<T> Convert(T[] source) => new(source);
}
