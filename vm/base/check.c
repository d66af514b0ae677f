/* vm/base/check.c -- how a failed check ends the program. */
// SPDX-License-Identifier: MIT
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "vm/base/check.h"

/* The one variable outside a struct: a check has no argument to carry a clock, and it
 * must work from any depth. Each thread has its own, so two simulations on two threads
 * do not meet here. */
static _Thread_local const int64_t *watched_clock;

void check_watch_clock(const int64_t *now_us)
{
    watched_clock = now_us;
}

static void print_time(int64_t now_us)
{
    const char *sign = now_us < 0 ? "-" : "";
    uint64_t us = now_us < 0 ? -(uint64_t)now_us : (uint64_t)now_us;

    fprintf(stderr, " at %s%" PRIu64 ".%06" PRIu64 " s", sign, us / 1000000,
        us % 1000000);
}

static void print_place(const char *file, int line)
{
    fflush(stdout);
    fprintf(stderr, "sluice: internal error at %s:%d", file, line);
    if (watched_clock)
        print_time(*watched_clock);
}

_Noreturn void check_failed(const char *file, int line, const char *expression)
{
    print_place(file, line);
    fprintf(stderr, ": CHECK(%s)\n", expression);
    abort();
}

_Noreturn void check_failed_saying(const char *file, int line, const char *format, ...)
{
    print_place(file, line);
    fputs(": ", stderr);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}
