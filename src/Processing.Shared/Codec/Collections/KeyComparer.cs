namespace Processing;

/// <summary>
/// Chooses how keys that came in a message are hashed. The usual hash codes of numbers are the numbers themselves, so whoever chooses the keys
/// chooses the collisions and can make a dictionary of a few thousand keys cost minutes.
/// </summary>
internal static class KeyComparer
{
    /// <summary>The comparer for keys of <typeparamref name="T"/>; null where the usual one is safe.</summary>
    public static IEqualityComparer<T>? Create<T>()
    {
        if (typeof(T) == typeof(string) || IsTooSmallToCollide<T>())
        {
            // The collections turn to randomised hashing of strings by themselves when many collide.
            return null;
        }

        return IsEqualByBits<T>() ? RandomizedKeyComparer<T>.Instance : new GuardedKeyComparer<T>();
    }

    /// <summary>
    /// The comparer for a frozen collection, which with the usual comparer picks a hash of its own from the keys, and that one is not random.
    /// </summary>
    public static IEqualityComparer<T> CreateForFrozen<T>()
    {
        if (Create<T>() is { } comparer)
        {
            (comparer as GuardedKeyComparer<T>)?.StopWatching(); // the keys were watched when they were read
            return comparer;
        }

        var mixed = new GuardedKeyComparer<T>();
        mixed.StopWatching();
        return mixed;
    }

    private static bool IsTooSmallToCollide<T>()
        => typeof(T) == typeof(bool) || typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte)
            || typeof(T) == typeof(char) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort);

    private static bool IsEqualByBits<T>()
        => typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
            || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint) || typeof(T) == typeof(Guid)
            || typeof(T) == typeof(Int128) || typeof(T) == typeof(UInt128)
            || typeof(T) == typeof(TimeSpan) || typeof(T) == typeof(DateOnly) || typeof(T) == typeof(TimeOnly)
            || typeof(T).IsEnum;
}
