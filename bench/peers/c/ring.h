// The least ring of ints between two processes: one producer, one consumer, spin with yields, then a futex.
#ifndef RING_H
#define RING_H

#include "bench.h"
#include <linux/futex.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/syscall.h>

#define RING_SLOTS 16384
#define SPINS 2000
#define SPINS_PER_YIELD 64

struct ring
{
    _Alignas(64) _Atomic uint64_t written;
    _Alignas(64) _Atomic uint64_t taken;
    _Alignas(64) _Atomic int reader_sleeps;
    _Alignas(64) _Atomic int writer_sleeps;
    _Alignas(64) int32_t slots[RING_SLOTS];
};

static inline void pause_cpu(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

// Waits until *word differs from seen: spinning first, asleep afterwards.
static inline uint64_t ring_wait(_Atomic uint64_t *word, uint64_t seen, _Atomic int *sleeps)
{
    uint64_t value;
    for (int i = 1; i <= SPINS; i++)
    {
        value = atomic_load_explicit(word, memory_order_acquire);
        if (value != seen)
        {
            return value;
        }
        pause_cpu();
        if (i % SPINS_PER_YIELD == 0)
        {
            sched_yield();
        }
    }
    for (;;)
    {
        atomic_store(sleeps, 1);
        value = atomic_load(word);
        if (value != seen)
        {
            atomic_store(sleeps, 0);
            return value;
        }
        syscall(SYS_futex, sleeps, FUTEX_WAIT, 1, NULL, NULL, 0);
    }
}

static inline void ring_wake(_Atomic int *sleeps)
{
    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_load_explicit(sleeps, memory_order_relaxed) && atomic_exchange(sleeps, 0))
    {
        syscall(SYS_futex, sleeps, FUTEX_WAKE, 1, NULL, NULL, 0);
    }
}

// The caller keeps its own position and its last sight of the other side's.
struct ring_end
{
    struct ring *ring;
    uint64_t own;
    uint64_t other;
};

static inline void ring_put(struct ring_end *end, int32_t value)
{
    struct ring *ring = end->ring;
    if (end->own - end->other == RING_SLOTS)
    {
        end->other = ring_wait(&ring->taken, end->other, &ring->writer_sleeps);
    }
    ring->slots[end->own % RING_SLOTS] = value;
    atomic_store_explicit(&ring->written, ++end->own, memory_order_release);
    ring_wake(&ring->reader_sleeps);
}

static inline int32_t ring_get(struct ring_end *end)
{
    struct ring *ring = end->ring;
    if (end->own == end->other)
    {
        end->other = ring_wait(&ring->written, end->other, &ring->reader_sleeps);
    }
    int32_t value = ring->slots[end->own % RING_SLOTS];
    atomic_store_explicit(&ring->taken, ++end->own, memory_order_release);
    ring_wake(&ring->writer_sleeps);
    return value;
}

#endif
