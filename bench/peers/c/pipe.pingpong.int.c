// An int to another process and back through two shared-memory rings; microseconds per round trip.
#include "ring.h"

static struct ring_end there, back;

static double run(long iterations)
{
    double start = now_seconds();
    for (long i = 0; i < iterations; i++)
    {
        ring_put(&there, (int32_t)(i & 0x7fffffff));
        if (ring_get(&back) != (int32_t)(i & 0x7fffffff))
        {
            die("echo");
        }
    }
    return now_seconds() - start;
}

int main(void)
{
    there.ring = map_shared(sizeof(struct ring));
    back.ring = map_shared(sizeof(struct ring));
    pid_t child = fork();
    if (child < 0)
    {
        die("fork");
    }
    if (child == 0)
    {
        for (int32_t value; (value = ring_get(&there)) >= 0;)
        {
            ring_put(&back, value);
        }
        _exit(0);
    }
    double seconds = seconds_per_iteration(run);
    ring_put(&there, -1);
    waitpid(child, NULL, 0);
    report(seconds * 1e6);
    return 0;
}
