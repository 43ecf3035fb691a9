// posix_spawn of this very program; median milliseconds until the first byte of its answer.
#include "bench.h"
#include <spawn.h>

extern char **environ;

static double call(void)
{
    int fds[2];
    char answer;
    double start = now_seconds();
    if (pipe(fds) != 0)
    {
        die("pipe");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fds[1], 3);
    pid_t child;
    char *argv[] = {"spawn.cold", "child", NULL};
    errno = posix_spawn(&child, "/proc/self/exe", &actions, NULL, argv, environ);
    if (errno != 0)
    {
        die("posix_spawn");
    }
    posix_spawn_file_actions_destroy(&actions);
    close(fds[1]);
    if (!read_all(fds[0], &answer, 1))
    {
        die("answer");
    }
    double seconds = now_seconds() - start;
    close(fds[0]);
    waitpid(child, NULL, 0);
    return seconds;
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
    {
        write_all(3, "!", 1);
        return 0;
    }
    report(median_seconds(call, 3) * 1e3);
    return 0;
}
