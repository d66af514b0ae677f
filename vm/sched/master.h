/* vm/sched/master.h -- what a master says of a cluster; used by vm/sched and
 * vm/streaming. Spark: SparkContext.createTaskScheduler, SparkMasterRegex. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_MASTER_H
#define SLUICE_SCHED_MASTER_H

#include <stdbool.h>

#include "vm/base/conf.h"

/* A run has no more executors than this, lost ones included. */
enum { MASTER_MOST_EXECUTORS = 4096 };

typedef struct Master {
    bool local;
    int executors;
    int cores; /* of each */
    int memory_mb;
    int failures; /* of a task, after which its job fails */
} Master;

/* Reads a master and the settings that belong to it; see cluster_init. */
bool master_read(Master *master, const char *text, const Conf *conf, Err *err);

#endif
