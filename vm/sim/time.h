/* vm/sim/time.h -- simulated time.
 * Spark: Time and Duration count milliseconds; the engine counts microseconds. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SIM_TIME_H
#define SLUICE_SIM_TIME_H

#include <stdint.h>

/* A moment or a length in microseconds. Under the simulated clock moments start at 0,
 * under the wall clock they count from 1970. */
typedef int64_t SimTime;

#define TIME_NEVER INT64_MAX
#define TIME_MS(ms) ((SimTime)(ms)*1000)
#define TIME_S(s) ((SimTime)(s)*1000000)

/* Whole milliseconds, as Spark prints them. */
static inline int64_t time_to_ms(SimTime at)
{
    return at / 1000;
}

/* The first multiple of period strictly after now, counted from zero.
 * Spark: RecurringTimer.getStartTime. */
static inline SimTime time_next_multiple(SimTime now, SimTime period)
{
    return (now / period + 1) * period;
}

#endif
