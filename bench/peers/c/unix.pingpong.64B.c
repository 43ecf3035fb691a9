// 64 bytes to another process and back over a Unix stream socket, blocking calls; microseconds per round trip.
#include "bench.h"

static int s_fd;

static double run(long iterations)
{
    char message[64] = {0};
    double start = now_seconds();
    for (long i = 0; i < iterations; i++)
    {
        write_all(s_fd, message, sizeof message);
        if (!read_all(s_fd, message, sizeof message))
        {
            die("echo");
        }
    }
    return now_seconds() - start;
}

int main(void)
{
    int fds[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0)
    {
        die("socketpair");
    }
    pid_t child = fork();
    if (child < 0)
    {
        die("fork");
    }
    if (child == 0)
    {
        char message[64];
        close(fds[0]);
        while (read_all(fds[1], message, sizeof message))
        {
            write_all(fds[1], message, sizeof message);
        }
        _exit(0);
    }
    close(fds[1]);
    s_fd = fds[0];
    double seconds = seconds_per_iteration(run);
    close(s_fd);
    waitpid(child, NULL, 0);
    report(seconds * 1e6);
    return 0;
}
