using System.Runtime.InteropServices;

namespace Processing;

/// <summary>Waiting on words of memory. The C library wraps none of these, so they go through <c>syscall</c>.</summary>
internal static unsafe partial class Libc
{
    public const int FUTEX_WAIT = 0;
    public const int FUTEX_WAKE = 1;
    public const int FUTEX_PRIVATE_FLAG = 128;

    /// <summary><c>futex_waitv</c> takes at most this many words.</summary>
    public const int FUTEX_WAITV_MAX = 128;
    public const uint FUTEX2_SIZE_U32 = 2;
    public const uint FUTEX2_PRIVATE = 128;
    public const int CLOCK_MONOTONIC = 1;

    /// <summary>The same number on every architecture (it was assigned after the tables were unified).</summary>
    private const nint FutexWaitVectorCall = 449;

    /// <summary>The number of <c>futex</c> differs: 202 on x64, 98 in the generic table that arm64 and riscv64 use.</summary>
    private static readonly nint s_futexCall = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 202 : 98;

    /// <summary>Sleeps while <paramref name="word"/> holds <paramref name="expected"/>; the time is relative, null means for ever.</summary>
    public static int FutexWait(int* word, int expected, TimeSpec* timeout)
        => (int)Syscall(s_futexCall, (nint)word, FUTEX_WAIT, expected, (nint)timeout, 0, 0);

    /// <summary>Wakes up to <paramref name="count"/> sleepers on a word that other processes may map. Returns how many.</summary>
    public static int FutexWake(int* word, int count)
        => (int)Syscall(s_futexCall, (nint)word, FUTEX_WAKE, count, 0, 0, 0);

    /// <summary>Wakes up to <paramref name="count"/> sleepers on a word of this process alone.</summary>
    public static int FutexWakePrivate(int* word, int count)
        => (int)Syscall(s_futexCall, (nint)word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, 0, 0, 0);

    /// <summary>Sleeps until one of the words is woken or differs. The time is absolute on <c>CLOCK_MONOTONIC</c>. Returns the index of a woken word.</summary>
    public static int FutexWaitVector(FutexWaiterEntry* words, int count, TimeSpec* until)
        => (int)Syscall(FutexWaitVectorCall, (nint)words, count, 0, (nint)until, CLOCK_MONOTONIC, 0);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int ClockGetTime(int clock, TimeSpec* time);

    // Variadic in C, but hand-written there to take all six arguments from registers, which is where this declaration puts them.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
