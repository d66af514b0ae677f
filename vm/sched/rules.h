/* vm/sched/rules.h -- the settings of task scheduling.
 * Spark: TaskSchedulerImpl, TaskSetManager and DAGScheduler, where they read SparkConf.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_RULES_H
#define SLUICE_SCHED_RULES_H

#include <stdbool.h>

#include "vm/base/conf.h"
#include "vm/sim/time.h"

/* How near a task is to what it reads, nearest first. */
typedef enum LocalityLevel {
    LOCALITY_PROCESS, /* on the executor that has it */
    LOCALITY_NODE,    /* on an executor beside that one */
    LOCALITY_NO_PREF, /* reads nothing that lies anywhere */
    LOCALITY_ANY,
    LOCALITY_COUNT
} LocalityLevel;

typedef struct TaskRules {
    /* How long a free core of a lower level is refused, by level. */
    SimTime locality_wait[LOCALITY_COUNT];
    int stage_attempts;      /* that may fail to fetch, one after the other */
    SimTime network_timeout; /* without a heartbeat for so long, an executor is lost */
    SimTime fetch_wait; /* how long it is tried to read from one that is not reached */
    bool speculates;
    SimTime speculation_interval;  /* from one look at running tasks to the next */
    SimTime speculation_least;     /* a task that took less is not slow */
    double speculation_multiplier; /* slow is: so many times the median */
    double speculation_quantile;   /* of the tasks must have ended before */
    bool shortcuts;                /* functions that are known need not be called */
    int64_t named_keys;            /* in a partition, or STATE_NOTES_OFF */
    bool follows;                  /* tasks note where their records come from */
} TaskRules;

/* ERR_ARGUMENT names a setting that cannot be used. */
bool task_rules_read(TaskRules *rules, const Conf *conf, bool local, Err *err);

#endif
