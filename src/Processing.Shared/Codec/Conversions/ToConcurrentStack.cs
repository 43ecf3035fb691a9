using System.Collections.Concurrent;

namespace Processing;

/// <summary>The top comes first in a message, and is pushed last.</summary>
internal sealed class ToConcurrentStack<T> : IConversion<T[], ConcurrentStack<T>>
{
    public static ConcurrentStack<T> Convert(T[] source)
    {
        Array.Reverse(source);
        return new ConcurrentStack<T>(source);
    }
}
