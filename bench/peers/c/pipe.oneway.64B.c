// Messages of 64B to another process through a ring of bytes in shared memory; messages per second.
#include "bytering.h"

#define SIZE 64

static struct byte_end there, back;
static char message[SIZE];

static double run(long iterations)
{
    double start = now_seconds();
    bytering_put(&there, &iterations, sizeof iterations);
    for (long i = 0; i < iterations; i++)
    {
        uint32_t length = SIZE;
        bytering_put(&there, &length, sizeof length);
        bytering_put(&there, message, SIZE);
    }
    long answer;
    bytering_get(&back, &answer, sizeof answer);
    return now_seconds() - start;
}

int main(void)
{
    there.ring = map_shared(sizeof(struct byte_ring));
    back.ring = map_shared(sizeof(struct byte_ring));
    pid_t child = fork();
    if (child < 0)
    {
        die("fork");
    }
    if (child == 0)
    {
        long count;
        for (bytering_get(&there, &count, sizeof count); count > 0; bytering_get(&there, &count, sizeof count))
        {
            for (long i = 0; i < count; i++)
            {
                uint32_t length;
                bytering_get(&there, &length, sizeof length);
                bytering_get(&there, message, length);
            }
            bytering_put(&back, &count, sizeof count);
        }
        _exit(0);
    }
    double seconds = seconds_per_iteration(run);
    long end = 0;
    bytering_put(&there, &end, sizeof end);
    waitpid(child, NULL, 0);
    report(1 / seconds);
    return 0;
}
