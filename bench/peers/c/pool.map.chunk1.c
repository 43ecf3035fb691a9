// Single ints through a pool of two workers, a window of tasks in flight at each; tasks per second.
#include "pool.h"
#include <poll.h>

static int32_t increment(int32_t value)
{
    return value + 1;
}

static long top_up(struct worker *worker, long next, long count)
{
    int32_t tasks[WINDOW];
    int n = 0;
    while (worker->outstanding < WINDOW && next < count)
    {
        tasks[n++] = (int32_t)next++;
        worker->outstanding++;
    }
    if (n > 0)
    {
        write_all(worker->fd, tasks, (size_t)n * sizeof *tasks);
    }
    return next;
}

static double run(long iterations)
{
    double start = now_seconds();
    long next = 0, finished = 0;
    struct pollfd ready[WORKERS];
    for (int i = 0; i < WORKERS; i++)
    {
        next = top_up(&s_workers[i], next, iterations);
        ready[i] = (struct pollfd){.fd = s_workers[i].fd, .events = POLLIN};
    }
    while (finished < iterations)
    {
        if (poll(ready, WORKERS, -1) < 0)
        {
            die("poll");
        }
        for (int i = 0; i < WORKERS; i++)
        {
            if (ready[i].revents == 0)
            {
                continue;
            }
            int32_t results[WINDOW];
            ssize_t n = read(s_workers[i].fd, results, sizeof results);
            if (n <= 0 || n % (ssize_t)sizeof *results != 0)
            {
                die("read");
            }
            int arrived = (int)(n / (ssize_t)sizeof *results);
            s_workers[i].outstanding -= arrived;
            finished += arrived;
            next = top_up(&s_workers[i], next, iterations);
        }
    }
    return now_seconds() - start;
}

int main(void)
{
    pool_start(increment);
    double seconds = seconds_per_iteration(run);
    pool_stop();
    report(1.0 / seconds);
    return 0;
}
