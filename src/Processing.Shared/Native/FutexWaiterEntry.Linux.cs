using System.Runtime.InteropServices;

namespace Processing;

/// <summary>The kernel's <c>struct futex_waitv</c>: one word of a wait on several.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FutexWaiterEntry
{
    public const int NativeSize = 24;

    private ulong _expected;
    private ulong _address;
    private uint _flags;
    private uint _reserved;

    /// <summary>A word that other processes map as well.</summary>
    public static FutexWaiterEntry Shared(int* word, int expected)
        => new() { _expected = (uint)expected, _address = (ulong)word, _flags = Libc.FUTEX2_SIZE_U32 };

    /// <summary>A word of this process alone.</summary>
    public static FutexWaiterEntry Private(int* word, int expected)
        => new() { _expected = (uint)expected, _address = (ulong)word, _flags = Libc.FUTEX2_SIZE_U32 | Libc.FUTEX2_PRIVATE };
}
