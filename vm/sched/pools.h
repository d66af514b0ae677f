/* vm/sched/pools.h -- pools of jobs, and whose tasks get cores first; used by vm/sched
 * only. Spark: Pool, FairSchedulingAlgorithm, FIFOSchedulingAlgorithm.
 *
 * With spark.scheduler.mode=FIFO all jobs are in one pool, and the first of them comes
 * first. With FAIR a job is in the pool that spark.scheduler.pool of its local
 * properties names: the pool that has least gets the next core, and within a pool the
 * first job. Pools are made when they are first named; none goes away before the end.
 * Simplified: no file gives them weights, so all have those that Spark starts with. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_POOLS_H
#define SLUICE_SCHED_POOLS_H

#include <stdbool.h>

#include "vm/base/conf.h"

typedef struct TaskSet TaskSet;

typedef struct Pool {
    char *name;
    int weight;    /* its share, against those of others */
    int min_share; /* cores that it gets before others get more than theirs */
    int running;   /* tasks that hold a core */
} Pool;

typedef struct Pools {
    bool fair;
    Pool **items;
    int count;
    int capacity;
} Pools;

/* Reads spark.scheduler.*. ERR_SPARK or ERR_ARGUMENT in Spark's words for a mode that
 * is none, ERR_UNSUPPORTED for a file of pools. */
bool pools_init(Pools *pools, const Conf *conf, Err *err);
void pools_free(Pools *pools);

/* The pool of this name (NULL: Spark's default one); borrowed until pools_free. */
Pool *pools_get(Pools *pools, const char *name);

/* Whether the next free core is for a before b. */
bool pool_comes_before(const Pool *a, const Pool *b);

/* Brings a list of sets into the order in which they get cores; with FIFO it is left as
 * it is. */
void pools_sort(const Pools *pools, TaskSet **sets);

#endif
