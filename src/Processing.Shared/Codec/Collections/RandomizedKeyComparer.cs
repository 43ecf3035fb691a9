using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// Hashes keys that are equal exactly when their bits are, with the keyed hash that .NET uses for strings; its key is random per process, so
/// nobody outside can choose keys that collide.
/// </summary>
internal sealed class RandomizedKeyComparer<T> : IEqualityComparer<T>
{
    public static readonly RandomizedKeyComparer<T> Instance = new();

    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y);

    public int GetHashCode(T obj)
    {
        Span<char> bits = stackalloc char[sizeof(ulong)];
        bits.Clear();
        var bytes = MemoryMarshal.AsBytes(bits);
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(bytes), obj);
        return string.GetHashCode(bits[..((Unsafe.SizeOf<T>() + 1) / sizeof(char))]);
    }
}
