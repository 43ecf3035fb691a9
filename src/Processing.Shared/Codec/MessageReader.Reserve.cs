using System.Runtime.CompilerServices;

namespace Processing;

// Room that collections get because a header announces elements, before those came. All such room of one message together stays within a budget
// that grows with its length; what lacks is made as elements really come. Headers alone thus never cost more than this, however they are nested.
public ref partial struct MessageReader
{
    private const long FreeReserve = 512 * 1024;
    private const int ReservePerByte = 2;
    private const int MinReserved = 4;

    /// <summary>
    /// For how many of <paramref name="count"/> announced elements room may be made at once. <see cref="Release{T}"/> must follow when they came.
    /// </summary>
    internal int Reserve<T>(int count)
    {
        if (!_hasReserve)
        {
            _hasReserve = true;
            _reserve = FreeReserve + (ReservePerByte * _length);
        }

        long affordable = _reserve / Unsafe.SizeOf<T>();
        int reserved = (int)Math.Min(count, Math.Max(affordable, MinReserved));
        _reserve -= (long)reserved * Unsafe.SizeOf<T>();
        if (reserved < count)
        {
            LookAtAllocation((long)count * Unsafe.SizeOf<T>());
        }

        return reserved;
    }

    /// <summary>The elements came: their room is theirs, and no longer an advance.</summary>
    internal void Release<T>(int reserved) => _reserve += (long)reserved * Unsafe.SizeOf<T>();
}
