/* vm/ingest/arrivals.h -- when the records of a source come.
 * Spark: none; it is the world outside.
 *
 * An arrival process gives the moments of record after record, in microseconds from a
 * beginning of its own. They depend on the seed and the purpose only. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_ARRIVALS_H
#define SLUICE_INGEST_ARRIVALS_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/random.h"
#include "vm/sim/time.h"

/* PROCESS(constant, name). Constant: record n, counted from 0, at (n + 1/2) / rate.
 * Poisson: exponential gaps of mean 1 / rate. Gamma: gaps with that mean and a standard
 * deviation. Burst: about `rate` records 1 ms apart, or closer at more than 100 a
 * second; one burst a second on average. Day: Poisson, with a rate that rises from
 * `low` to `rate` and falls again once a period. */
#define ARRIVAL_PROCESSES(PROCESS)         \
    PROCESS(ARRIVALS_CONSTANT, "constant") \
    PROCESS(ARRIVALS_POISSON, "poisson")   \
    PROCESS(ARRIVALS_BURST, "burst")       \
    PROCESS(ARRIVALS_GAMMA, "gamma")       \
    PROCESS(ARRIVALS_DAY, "day")

typedef enum ArrivalProcess {
#define PROCESS(constant, name) constant,
    ARRIVAL_PROCESSES(PROCESS)
#undef PROCESS
} ArrivalProcess;

typedef struct ArrivalOptions {
    ArrivalProcess process;
    double rate;      /* records a second, > 0 */
    double deviation; /* gamma: of the gaps, in seconds; 0: the mean, as in Poisson */
    double low;       /* day: the lowest rate, 0 or more */
    SimTime period;   /* day: 0 for 24 hours */
    uint64_t seed;
} ArrivalOptions;

typedef struct Arrivals {
    ArrivalOptions options;
    Random random;
    double offset_us; /* of the next record from the beginning */
    SimTime due;      /* the same, or TIME_NEVER */
    int64_t number;   /* of the next record, from 0 */
    double burst_us;  /* start of the current burst */
    int64_t in_burst; /* records that are still to come in it */
} Arrivals;

/* A process by its name; false if there is none. */
bool arrivals_find(const char *name, ArrivalProcess *process);

/* Begins; the first record is known then. The purpose is part of the seed. */
void arrivals_init(Arrivals *arrivals, const ArrivalOptions *options,
    const char *purpose);

/* When the next record comes, from the beginning; TIME_NEVER if that is beyond all
 * times. */
static inline SimTime arrivals_due(const Arrivals *arrivals)
{
    return arrivals->due;
}

/* It came: the one after it is next. */
void arrivals_advance(Arrivals *arrivals);

#endif
