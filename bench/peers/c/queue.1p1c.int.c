// Ints from one process to another through a bounded shared-memory queue; items per second.
#include "ring.h"

static struct ring_end items, done;

static double run(long iterations)
{
    double start = now_seconds();
    ring_put(&items, (int32_t)iterations);
    for (long i = 0; i < iterations; i++)
    {
        ring_put(&items, (int32_t)i);
    }
    ring_get(&done);
    return now_seconds() - start;
}

int main(void)
{
    items.ring = map_shared(sizeof(struct ring));
    done.ring = map_shared(sizeof(struct ring));
    pid_t child = fork();
    if (child < 0)
    {
        die("fork");
    }
    if (child == 0)
    {
        for (int32_t count; (count = ring_get(&items)) > 0;)
        {
            int64_t sum = 0;
            for (int32_t i = 0; i < count; i++)
            {
                sum += ring_get(&items);
            }
            ring_put(&done, (int32_t)sum);
        }
        _exit(0);
    }
    double seconds = seconds_per_iteration(run);
    ring_put(&items, 0);
    waitpid(child, NULL, 0);
    report(1.0 / seconds);
    return 0;
}
