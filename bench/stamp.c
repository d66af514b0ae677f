/* bench/stamp.c -- stamp COMMAND [ARG]...: runs a command and says when it wrote what.
 *
 * Writes each line of the command's standard output behind the seconds since the start,
 * and at last a line "SECONDS exit STATUS KILOBYTES", with the most memory that the
 * command had. So every program is measured with one clock, from outside, and none has
 * to know a clock. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE_BYTES = 4096 };

extern char **environ;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Starts the command with its output in a pipe, whose other end is returned; NULL if it
 * cannot be started. */
static FILE *start(char **command, pid_t *pid)
{
    int ends[2];
    posix_spawn_file_actions_t actions;
    if (pipe(ends) != 0 || posix_spawn_file_actions_init(&actions) != 0)
        return NULL;
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    int problem = posix_spawnp(pid, command[0], &actions, NULL, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    return problem == 0 ? fdopen(ends[0], "r") : NULL;
}

/* The most memory of a command that has ended. Systems count it in their own units;
 * Linux and the BSDs in kilobytes. */
static long most_memory(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_CHILDREN, &usage) == 0 ? usage.ru_maxrss : 0;
}

int main(int argc, char **argv)
{
    char line[LINE_BYTES];
    pid_t pid;
    int status;

    double zero = now();
    FILE *output = argc > 1 ? start(argv + 1, &pid) : NULL;
    if (output == NULL) {
        fprintf(stderr, "stamp: cannot run %s\n", argc > 1 ? argv[1] : "nothing");
        return 1;
    }
    while (fgets(line, sizeof line, output) != NULL)
        printf("%.9f %.*s\n", now() - zero, (int)strcspn(line, "\n"), line);
    if (waitpid(pid, &status, 0) != pid)
        return 1;
    double end = now() - zero;
    printf("%.9f exit %d %ld\n", end,
        WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
        most_memory());
    return 0;
}
