/* vm/base/check.h -- CHECK, for mistakes of our own.
 * Spark: none.
 *
 * A failed check prints file, line, expression and, inside a simulation, the simulated
 * time, then aborts. It is always on. Mistakes of a learner are never checks: see
 * vm/base/err.h. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_CHECK_H
#define SLUICE_BASE_CHECK_H

#include <stdint.h>

#define CHECK(condition) \
    ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition))

/* The same, and says in words what is not as it should be: a format and its arguments,
 * which are evaluated only then. */
#define CHECK_SAYS(condition, ...) \
    ((condition) ? (void)0 : check_failed_saying(__FILE__, __LINE__, __VA_ARGS__))

_Noreturn void check_failed(const char *file, int line, const char *expression);
_Noreturn void check_failed_saying(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Makes later failures on this thread print the time at now_us (microseconds); NULL
 * ends that. The pointer is borrowed. */
void check_watch_clock(const int64_t *now_us);

#endif
