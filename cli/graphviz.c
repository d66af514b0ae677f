/* cli/graphviz.c -- runs neato and talks to it through three pipes. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/graphviz.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vm/base/check.h"

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

/* What is still to be written, and where what is read goes. */
typedef struct Talk {
    const char *unsent;
    size_t unsent_size;
    Buffer *picture;
    Buffer complaint;
} Talk;

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

static bool not_installed(Err *err)
{
    return err_set(err, ERR_IO,
        "Graphviz is not installed: there is no program neato. It is in the package "
        "graphviz; -o FILE.dot and text need no Graphviz");
}

static bool child_start(Child *child, const char *format, Err *err)
{
    *child = (Child){.in = {-1, -1}, .out = {-1, -1}, .errors = {-1, -1}};
    if (!pipe_open(&child->in, true) || !pipe_open(&child->out, false) ||
        !pipe_open(&child->errors, false)) {
        child_close(child);
        return err_set(err, ERR_IO, "cannot make a pipe: %s", strerror(errno));
    }

    char option[16] = "-T";
    CHECK(strlen(format) < sizeof option - 2);
    strcat(option, format);
    char program[] = "neato", placed[] = "-n2";
    char *const arguments[] = {program, placed, option, NULL};
    int failure = spawn(child, arguments);
    if (failure != 0) {
        child_close(child);
        return failure == ENOENT
            ? not_installed(err)
            : err_set(err, ERR_IO, "cannot start neato: %s", strerror(failure));
    }

    close_end(&child->in.theirs);
    close_end(&child->out.theirs);
    close_end(&child->errors.theirs);
    return true;
}

/* Writes what fits; the pipe is closed at the end, or when neato does not listen. */
static void send_some(int *fd, Talk *talk)
{
    ssize_t written = write(*fd, talk->unsent, talk->unsent_size);
    if (written >= 0) {
        talk->unsent += written;
        talk->unsent_size -= (size_t)written;
    }
    bool gone = written < 0 && errno != EAGAIN && errno != EINTR;
    if (gone || talk->unsent_size == 0)
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
static void converse(Child *child, Talk *talk)
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
            receive_some(&child->out.ours, talk->picture);
        if (ends[2].revents != 0)
            receive_some(&child->errors.ours, &talk->complaint);
    }
}

static bool child_end(Child *child, Buffer *complaint, Err *err)
{
    child_close(child);
    int status;
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;

    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_FOUND)
        return not_installed(err);
    const char *text = buffer_text(complaint);
    int first_line = (int)strcspn(text, "\n");
    return err_set(err, ERR_IO, "Graphviz could not draw this picture: %.*s",
        first_line, text);
}

bool graphviz_render(const char *dot, size_t size, const char *format, Buffer *picture,
    Err *err)
{
    Child child;
    if (!child_start(&child, format, err))
        return false;

    Talk talk = {.unsent = dot, .unsent_size = size, .picture = picture};
    converse(&child, &talk);
    bool drawn = child_end(&child, &talk.complaint, err);
    buffer_free(&talk.complaint);
    return drawn;
}
