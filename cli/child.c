/* cli/child.c -- starts a program and talks to it through three pipes. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { READ_SIZE = 65536, EXIT_NOT_FOUND = 127 };

/* One pipe: the end of ours and the end of the program's. */
typedef struct Pipe {
    int ours;
    int theirs;
} Pipe;

typedef struct Child {
    pid_t pid;
    Pipe in;
    Pipe out;
    Pipe errors;
} Child;

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void pipe_close(Pipe *pipe_ends)
{
    close_end(&pipe_ends->ours);
    close_end(&pipe_ends->theirs);
}

/* Both ends close in the program; its standard streams are copies that stay. */
static bool pipe_open(Pipe *pipe_ends, bool we_write)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;

    pipe_ends->ours = ends[we_write ? 1 : 0];
    pipe_ends->theirs = ends[we_write ? 0 : 1];
    fcntl(pipe_ends->ours, F_SETFD, FD_CLOEXEC);
    fcntl(pipe_ends->theirs, F_SETFD, FD_CLOEXEC);
    fcntl(pipe_ends->ours, F_SETFL, O_NONBLOCK);
    return true;
}

static void child_close(Child *child)
{
    pipe_close(&child->in);
    pipe_close(&child->out);
    pipe_close(&child->errors);
}

static int spawn(Child *child, char *const arguments[])
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, child->in.theirs, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, child->out.theirs, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, child->errors.theirs, STDERR_FILENO);

    /* sluice ignores SIGPIPE; a program that it starts must not inherit that. */
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

    int failure = posix_spawnp(&child->pid, arguments[0], &actions, &attributes,
        arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static ChildEnd child_start(Child *child, char *const arguments[], ChildTalk *talk)
{
    *child = (Child){.in = {-1, -1}, .out = {-1, -1}, .errors = {-1, -1}};
    if (!pipe_open(&child->in, true) || !pipe_open(&child->out, false) ||
        !pipe_open(&child->errors, false)) {
        child_close(child);
        buffer_printf(&talk->complaint, "cannot make a pipe: %s", strerror(errno));
        return CHILD_FAILED;
    }

    int failure = spawn(child, arguments);
    if (failure != 0) {
        child_close(child);
        buffer_printf(&talk->complaint, "cannot start %s: %s", arguments[0],
            strerror(failure));
        return failure == ENOENT ? CHILD_MISSING : CHILD_FAILED;
    }

    close_end(&child->in.theirs);
    close_end(&child->out.theirs);
    close_end(&child->errors.theirs);
    return CHILD_DONE;
}

/* Writes what fits; the pipe is closed at the end, or when nobody listens. */
static void send_some(int *fd, ChildTalk *talk)
{
    ssize_t written = write(*fd, talk->input, talk->input_size);
    if (written >= 0) {
        talk->input += written;
        talk->input_size -= (size_t)written;
    }
    bool gone = written < 0 && errno != EAGAIN && errno != EINTR;
    if (gone || talk->input_size == 0)
        close_end(fd);
}

static void receive_some(int *fd, Buffer *into)
{
    ssize_t got = read(*fd, buffer_reserve(into, READ_SIZE), READ_SIZE);
    if (got > 0)
        into->size += (size_t)got;
    bool gone = got < 0 && errno != EAGAIN && errno != EINTR;
    if (gone || got == 0)
        close_end(fd);
}

/* Writes and reads as each becomes possible: neither side ever waits for the other. */
static void converse(Child *child, ChildTalk *talk)
{
    while (child->out.ours >= 0 || child->errors.ours >= 0) {
        struct pollfd ends[] = {
            {.fd = child->in.ours, .events = POLLOUT},
            {.fd = child->out.ours, .events = POLLIN},
            {.fd = child->errors.ours, .events = POLLIN},
        };
        if (poll(ends, 3, -1) < 0) {
            if (errno != EINTR)
                break;
            continue;
        }

        if (ends[0].revents != 0)
            send_some(&child->in.ours, talk);
        if (ends[1].revents != 0)
            receive_some(&child->out.ours, talk->output);
        if (ends[2].revents != 0)
            receive_some(&child->errors.ours, &talk->complaint);
    }
}

static ChildEnd child_end(Child *child)
{
    child_close(child);
    int status;
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;

    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return CHILD_DONE;
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOUND ? CHILD_MISSING
                                                                      : CHILD_FAILED;
}

ChildEnd child_talk(char *const arguments[], ChildTalk *talk)
{
    Child child;
    ChildEnd begun = child_start(&child, arguments, talk);
    if (begun != CHILD_DONE)
        return begun;

    converse(&child, talk);
    return child_end(&child);
}

const char *child_complaint(ChildTalk *talk)
{
    buffer_text(&talk->complaint);
    talk->complaint.data[strcspn(talk->complaint.data, "\n")] = '\0';
    return talk->complaint.data;
}
