// The least ring of bytes between two processes, waiting as the ring of ints does.
#ifndef BYTERING_H
#define BYTERING_H

#include "ring.h"

#define BYTERING_SIZE (256 * 1024)
#define BYTERING_PIECE (64 * 1024)

struct byte_ring
{
    _Alignas(64) _Atomic uint64_t written;
    _Alignas(64) _Atomic uint64_t taken;
    _Alignas(64) _Atomic int reader_sleeps;
    _Alignas(64) _Atomic int writer_sleeps;
    _Alignas(64) char bytes[BYTERING_SIZE];
};

struct byte_end
{
    struct byte_ring *ring;
    uint64_t own;
    uint64_t other;
};

static inline size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static inline void bytering_put(struct byte_end *end, const void *data, size_t size)
{
    struct byte_ring *ring = end->ring;
    for (const char *p = data; size > 0;)
    {
        if (end->own - end->other == BYTERING_SIZE)
        {
            end->other = ring_wait(&ring->taken, end->other, &ring->writer_sleeps);
        }
        size_t at = end->own % BYTERING_SIZE;
        size_t n = least(least(size, BYTERING_PIECE), least(BYTERING_SIZE - at, BYTERING_SIZE - (end->own - end->other)));
        memcpy(ring->bytes + at, p, n);
        p += n;
        size -= n;
        end->own += n;
        atomic_store_explicit(&ring->written, end->own, memory_order_release);
        ring_wake(&ring->reader_sleeps);
    }
}

static inline void bytering_get(struct byte_end *end, void *data, size_t size)
{
    struct byte_ring *ring = end->ring;
    for (char *p = data; size > 0;)
    {
        if (end->own == end->other)
        {
            end->other = ring_wait(&ring->written, end->other, &ring->reader_sleeps);
        }
        size_t at = end->own % BYTERING_SIZE;
        size_t n = least(least(size, BYTERING_PIECE), least(BYTERING_SIZE - at, end->other - end->own));
        memcpy(p, ring->bytes + at, n);
        p += n;
        size -= n;
        end->own += n;
        atomic_store_explicit(&ring->taken, end->own, memory_order_release);
        ring_wake(&ring->writer_sleeps);
    }
}

#endif
