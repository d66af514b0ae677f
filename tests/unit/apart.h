/* tests/unit/apart.h -- runs what ends the program in a process of its own; with
 * _POSIX_C_SOURCE 200809L. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_UNIT_APART_H
#define SLUICE_TESTS_UNIT_APART_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "vm/base/buffer.h"

typedef void Ending(void *subject);

/* Returns how the process ended, and what it wrote on standard error. */
static inline int run_apart(Ending *ending, void *subject, Buffer *said)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        ending(subject);
        _exit(0);
    }

    close(ends[1]);
    ssize_t got;
    while ((got = read(ends[0], buffer_reserve(said, 256), 256)) > 0)
        said->size += (size_t)got;
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

#endif
