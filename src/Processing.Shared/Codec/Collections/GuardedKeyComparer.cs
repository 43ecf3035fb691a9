namespace Processing;

/// <summary>
/// For keys with hash codes of their own making: the codes are mixed with a random seed, so that only codes that are wholly equal still collide,
/// and comparisons caused by those are counted while a message is read. A message whose keys collide on purpose is refused.
/// </summary>
internal sealed class GuardedKeyComparer<T> : IEqualityComparer<T>
{
    private const long FreeComparisons = 10_000;
    private const long ComparisonsPerKey = 32;

    // Written by the one thread that reads the message, until StopWatching.
    private long _hashed;
    private long _compared;
    private bool _isWatching = true;

    public bool Equals(T? x, T? y)
    {
        if (_isWatching && ++_compared > FreeComparisons + (ComparisonsPerKey * _hashed))
        {
            throw new WireFormatException($"The keys of a map or set of {typeof(T)} collide so often that they must have been chosen to.");
        }

        return EqualityComparer<T>.Default.Equals(x, y);
    }

    public int GetHashCode(T obj)
    {
        if (_isWatching)
        {
            _hashed++;
        }

        return obj is null ? 0 : HashCode.Combine(EqualityComparer<T>.Default.GetHashCode(obj));
    }

    /// <summary>The message was read: from now on the collection is its owner's, who may do with it what he likes from many threads.</summary>
    public void StopWatching() => _isWatching = false;
}
