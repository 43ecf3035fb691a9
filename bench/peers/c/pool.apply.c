// One call at a time to a pool of two workers; median microseconds from call to result.
#include "pool.h"

static int32_t increment(int32_t value)
{
    return value + 1;
}

static double call(void)
{
    static int32_t next;
    int32_t task = next++, result;
    struct worker *worker = &s_workers[task % WORKERS];
    double start = now_seconds();
    write_all(worker->fd, &task, sizeof task);
    if (!read_all(worker->fd, &result, sizeof result) || result != task + 1)
    {
        die("result");
    }
    return now_seconds() - start;
}

int main(void)
{
    pool_start(increment);
    double seconds = median_seconds(call, 200);
    pool_stop();
    report(seconds * 1e6);
    return 0;
}
