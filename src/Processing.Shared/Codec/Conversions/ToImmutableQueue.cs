using System.Collections.Immutable;

namespace Processing;

/// <summary>The oldest element first.</summary>
internal sealed class ToImmutableQueue<T> : IConversion<T[], ImmutableQueue<T>>
{
    public static ImmutableQueue<T> Convert(T[] source) => ImmutableQueue.Create(source);
}
