// What every C peer shares: the clock, the calibration and the one line of output.
#ifndef BENCH_H
#define BENCH_H

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CALIBRATE_SECONDS 0.05
#define MEASURE_SECONDS 0.2

static inline double now_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline void die(const char *what)
{
    perror(what);
    exit(1);
}

static inline void report(double value)
{
    printf("{\"value\": %.9g}\n", value);
    fflush(stdout);
}

// Doubles the count until a run takes long enough to be trusted, then measures one run of about MEASURE_SECONDS.
// The run returns its own seconds, so that it can leave its preparation out. Returns seconds per iteration.
static inline double seconds_per_iteration(double (*run)(long iterations))
{
    long count = 64;
    double seconds = run(count);
    while (seconds < CALIBRATE_SECONDS)
    {
        count *= 2;
        seconds = run(count);
    }
    count = (long)((double)count * MEASURE_SECONDS / seconds) + 1;
    return run(count) / (double)count;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The median of single calls repeated for about MEASURE_SECONDS. A call returns its own seconds, so that it can leave
// its tidying out.
static inline double median_seconds(double (*call)(void), int warm_up)
{
    static double samples[1 << 20];
    size_t count = 0;
    for (int i = 0; i < warm_up; i++)
    {
        call();
    }
    double end = now_seconds() + MEASURE_SECONDS;
    while (now_seconds() < end && count < sizeof samples / sizeof *samples)
    {
        samples[count++] = call();
    }
    qsort(samples, count, sizeof *samples, compare_doubles);
    return samples[count / 2];
}

static inline void *map_shared(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
    {
        die("mmap");
    }
    return p;
}

static inline void write_all(int fd, const void *data, size_t size)
{
    for (const char *p = data; size > 0;)
    {
        ssize_t n = write(fd, p, size);
        if (n < 0 && errno != EINTR)
        {
            die("write");
        }
        if (n > 0)
        {
            p += n;
            size -= (size_t)n;
        }
    }
}

// 0 at end of stream, 1 when everything was read.
static inline int read_all(int fd, void *data, size_t size)
{
    for (char *p = data; size > 0;)
    {
        ssize_t n = read(fd, p, size);
        if (n == 0)
        {
            return 0;
        }
        if (n < 0 && errno != EINTR)
        {
            die("read");
        }
        if (n > 0)
        {
            p += n;
            size -= (size_t)n;
        }
    }
    return 1;
}

#endif
