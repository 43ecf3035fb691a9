// A futex lock in shared memory that nobody else wants; nanoseconds per acquire and release.
#include "bench.h"
#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/syscall.h>

// 0 free, 1 held, 2 held and somebody waits.
static _Atomic int *s_lock;

static inline void acquire(_Atomic int *lock)
{
    int seen = 0;
    if (atomic_compare_exchange_strong_explicit(lock, &seen, 1, memory_order_acquire, memory_order_relaxed))
    {
        return;
    }
    while (atomic_exchange(lock, 2) != 0)
    {
        syscall(SYS_futex, lock, FUTEX_WAIT, 2, NULL, NULL, 0);
    }
}

static inline void release(_Atomic int *lock)
{
    if (atomic_exchange_explicit(lock, 0, memory_order_release) == 2)
    {
        syscall(SYS_futex, lock, FUTEX_WAKE, 1, NULL, NULL, 0);
    }
}

static double run(long iterations)
{
    double start = now_seconds();
    for (long i = 0; i < iterations; i++)
    {
        acquire(s_lock);
        release(s_lock);
    }
    return now_seconds() - start;
}

int main(void)
{
    s_lock = map_shared(4096);
    report(seconds_per_iteration(run) * 1e9);
    return 0;
}
