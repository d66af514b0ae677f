// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/signals.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include "vm/base/check.h"

/* A signal has no other way to find the run it is meant for. */
static Driver *volatile signalled;
static struct timespec signalled_at;
static atomic_int noted; /* the first signal since signals_note; 0: none */
static struct sigaction interrupt_before, end_before; /* signals_note */

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

/* Threads with drivers that run beside each other. A driver is interrupted on its own
 * thread, by a signal to it: elsewhere its Lua state would be changed while it runs. */
static pthread_t joined[SIGNALS_MOST];
static int n_joined;
static pthread_mutex_t joined_lock = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local Driver *volatile mine;

static void on_own(int signal_number)
{
    (void)signal_number;
    if (mine != NULL)
        driver_interrupt(mine);
}

static void on_noted(int signal_number)
{
    if (noted == 0) {
        clock_gettime(CLOCK_MONOTONIC, &signalled_at);
        noted = signal_number;
    } else if (!is_echo()) {
        _exit(EXIT_INTERRUPTED);
    }
}

void signals_note(void)
{
    struct sigaction action = {.sa_handler = on_noted};
    sigemptyset(&action.sa_mask);
    noted = 0;
    sigaction(SIGINT, &action, &interrupt_before);
    sigaction(SIGTERM, &action, &end_before);
}

bool signals_noted(void)
{
    return noted != 0;
}

/* What a shell lets a program beside it ignore ends it nevertheless, if it is sent. */
static void do_not_ignore(struct sigaction *before)
{
    if (before->sa_handler == SIG_IGN)
        before->sa_handler = SIG_DFL;
}

void signals_obey(void)
{
    do_not_ignore(&interrupt_before);
    do_not_ignore(&end_before);
    sigaction(SIGINT, &interrupt_before, NULL);
    sigaction(SIGTERM, &end_before, NULL);
    if (noted != 0)
        raise(noted);
}

void signals_join(Driver *driver)
{
    struct sigaction action = {.sa_handler = on_own, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGUSR1, &action, NULL);
    mine = driver;
    pthread_mutex_lock(&joined_lock);
    CHECK(n_joined < SIGNALS_MOST);
    joined[n_joined++] = pthread_self();
    pthread_mutex_unlock(&joined_lock);
    if (noted != 0)
        driver_interrupt(driver);
}

void signals_leave(const Driver *driver)
{
    if (driver == NULL || mine != driver)
        return;
    mine = NULL;
    pthread_mutex_lock(&joined_lock);
    for (int i = 0; i < n_joined; i++) {
        if (pthread_equal(joined[i], pthread_self())) {
            joined[i] = joined[--n_joined];
            break;
        }
    }
    pthread_mutex_unlock(&joined_lock);
}

void signals_interrupt(void)
{
    pthread_mutex_lock(&joined_lock);
    for (int i = 0; i < n_joined; i++)
        pthread_kill(joined[i], SIGUSR1);
    pthread_mutex_unlock(&joined_lock);
}
