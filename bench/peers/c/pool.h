// The least pool: forked workers, one socket pair each.
#ifndef POOL_H
#define POOL_H

#include "bench.h"

#define WORKERS 2
#define WINDOW 64

struct worker
{
    int fd;
    pid_t pid;
    int outstanding;
};

static struct worker s_workers[WORKERS];

// Answers every int it is sent with work(int), as many at a time as have arrived.
static inline void pool_serve(int fd, int32_t (*work)(int32_t))
{
    int32_t tasks[WINDOW];
    for (;;)
    {
        ssize_t n = read(fd, tasks, sizeof tasks);
        if (n <= 0)
        {
            _exit(0);
        }
        if (n % (ssize_t)sizeof *tasks != 0)
        {
            size_t missing = sizeof *tasks - (size_t)n % sizeof *tasks;
            if (!read_all(fd, (char *)tasks + n, missing))
            {
                _exit(1);
            }
            n += (ssize_t)missing;
        }
        for (size_t i = 0; i < (size_t)n / sizeof *tasks; i++)
        {
            tasks[i] = work(tasks[i]);
        }
        write_all(fd, tasks, (size_t)n);
    }
}

static inline void pool_start(int32_t (*work)(int32_t))
{
    for (int i = 0; i < WORKERS; i++)
    {
        int fds[2];
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
        {
            die("socketpair");
        }
        pid_t pid = fork();
        if (pid < 0)
        {
            die("fork");
        }
        if (pid == 0)
        {
            close(fds[0]);
            for (int j = 0; j < i; j++)
            {
                close(s_workers[j].fd);
            }
            pool_serve(fds[1], work);
        }
        close(fds[1]);
        s_workers[i] = (struct worker){.fd = fds[0], .pid = pid};
    }
}

static inline void pool_stop(void)
{
    for (int i = 0; i < WORKERS; i++)
    {
        close(s_workers[i].fd);
        waitpid(s_workers[i].pid, NULL, 0);
    }
}

#endif
