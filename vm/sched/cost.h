/* vm/sched/cost.h -- how long things take: what a job, a task and a record cost.
 * Spark: none; there the work itself takes the time (docs/cost-model.md).
 *
 * A task's duration is the sum of named parts, each a whole number of microseconds and
 * rounded down on its own. Only whole numbers are multiplied and divided, so that it is
 * the same on every machine; the speed of an executor is the one exception, and IEEE
 * division is exact everywhere. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_COST_H
#define SLUICE_SCHED_COST_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/conf.h"
#include "vm/sched/runner.h"
#include "vm/sim/time.h"

/* COST(field, kind, default, measured, meaning): the settings sluice.cost.FIELD.
 * `measured` is the default under sluice.cost.profile=measured. A TIME is "10ms" or
 * "0.5ns", down to a thousandth of a nanosecond, and a bare number is milliseconds; a
 * BANDWIDTH is bytes a second, "125m" (k, m, g: times 1024), 0 if bytes take no time;
 * a NUMBER has at most six decimals. */
#define COST_SETTINGS(COST)                                                          \
    COST(job, TIME, "10ms", "20ms", "what starting a job costs")                     \
    COST(task, TIME, "5ms", "1ms", "what a task costs, whatever it does")            \
    COST(open, TIME, "20ms", "20ms", "what it costs to connect to a store")          \
    COST(record, TIME, "0us", "50ns", "what a task costs besides, for each record")  \
    COST(call, TIME, "0us", "20ns", "each record that a function of yours gets")     \
    COST(combine, TIME, "0us", "150ns", "each pair that meets those of its key")     \
    COST(byte, TIME, "0us", "2ns", "each byte that is read, or is a result")         \
    COST(shuffle, BANDWIDTH, "0", "400m", "bytes a second into and out of shuffles") \
    COST(instruction, TIME, "10ns", "10ns", "each instruction, where they count")    \
    COST(noise, NUMBER, "0", "0", "how much tasks differ: standard deviation")       \
    COST(stragglers, NUMBER, "0", "0", "the share of tasks that take much longer")   \
    COST(slowdown, NUMBER, "5", "5", "how many times as long stragglers take")

/* Times are in picoseconds, numbers in millionths, bandwidths in bytes a second. */
typedef struct CostModel {
#define COST(field, kind, standard, measured, meaning) int64_t field;
    COST_SETTINGS(COST)
#undef COST
    bool instructions; /* sluice.cost=instructions: those of functions are charged */
    uint64_t seed;
} CostModel;

/* The setting of a field, for those who write about them. */
typedef struct CostSetting {
    const char *name;     /* "sluice.cost.job" */
    const char *kind;     /* "TIME", "BANDWIDTH" or "NUMBER" */
    const char *standard; /* the default */
    const char *measured;
    const char *meaning;
} CostSetting;

const CostSetting *cost_settings(int *n);

/* Reads sluice.cost, sluice.cost.profile and COST_SETTINGS. ERR_ARGUMENT names the
 * setting that cannot be used and what it wants. */
bool cost_init(CostModel *cost, const Conf *conf, Err *err);

/* From the call of an action to its first stage; with a task that does nothing; of n
 * connections to tables outside. */
SimTime cost_of_job(const CostModel *cost);
SimTime cost_of_launch(const CostModel *cost);
SimTime cost_of_opening(const CostModel *cost, int64_t n);

/* What is known of a task when it is launched. */
typedef struct CostInput {
    const TaskResult *result; /* what it did */
    bool shuffled;            /* its output goes into a shuffle */
    int64_t remote_bytes;     /* of its input that were on another executor */
    int64_t bandwidth;        /* of them, bytes a second; 0: they take no time */
    double speed;             /* of its executor; 1 is what the settings are made for */
    int stage;                /* with the following, what noise is drawn for */
    int partition;
    int attempt;
} CostInput;

/* PART(field, whether it is computed: a fast executor makes it shorter, and chance
 * applies to it) */
#define COST_PARTS(PART)     \
    PART(fixed, true)        \
    PART(records, true)      \
    PART(bytes, true)        \
    PART(shuffle, true)      \
    PART(network, false)     \
    PART(instructions, true) \
    PART(open, false)        \
    PART(slept, false)       \
    PART(noise, false)

/* What a task's time goes into; the parts add up to its duration. Noise may be
 * negative, but takes away no more than what is computed. */
typedef struct CostParts {
#define PART(field, scales) SimTime field;
    COST_PARTS(PART)
#undef PART
} CostParts;

CostParts cost_of_task(const CostModel *cost, const CostInput *input);
SimTime cost_total(const CostParts *parts);

#endif
