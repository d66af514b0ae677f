// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/signals.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

/* A signal has no other way to find the run it is meant for. */
static Driver *volatile signalled;
static struct timespec signalled_at;

/* Some programs send a signal to a process and to its group, so that it comes twice. */
static bool is_echo(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ms = (int64_t)(now.tv_sec - signalled_at.tv_sec) * 1000 +
        (now.tv_nsec - signalled_at.tv_nsec) / 1000000;
    return ms < 300;
}

/* The first ends the run, with whole files; a second one leaves at once. */
static void on_interrupt(int signal_number)
{
    (void)signal_number;
    Driver *driver = signalled;
    if (driver == NULL)
        _exit(EXIT_INTERRUPTED);
    if (driver->interrupted != INTERRUPTED_FROM_OUTSIDE) {
        clock_gettime(CLOCK_MONOTONIC, &signalled_at);
        driver_interrupt(driver);
    } else if (!is_echo()) {
        _exit(EXIT_INTERRUPTED);
    }
}

void signals_watch(Driver *driver)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    sigemptyset(&action.sa_mask);
    signalled = driver;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

void signals_forget(const Driver *driver)
{
    if (driver == NULL || signalled != driver)
        return;
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signalled = NULL;
}
