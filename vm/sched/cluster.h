/* vm/sched/cluster.h -- executors and their cores.
 * Spark: SchedulerBackend, LocalSchedulerBackend; semantics 10.3, 10.6.
 *
 * Simplified: local masters, that is one executor. A core runs one thing at a time: a
 * task, or a receiver for as long as that lives. The core with the lowest number is
 * given out first. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_CLUSTER_H
#define SLUICE_SCHED_CLUSTER_H

#include <stdbool.h>

#include "vm/base/conf.h"

typedef struct CoreId {
    int executor;
    int core;
} CoreId;

typedef struct Cluster {
    int executors;
    int cores;  /* of each executor */
    bool *busy; /* executor * cores + core */
    int n_free;
} Cluster;

/* Reads a master: local, local[N], local[*], local[N,F]. local[*] has as many cores as
 * the setting sluice.cluster.cores says (4 if not set), so that a run does not depend
 * on the machine. ERR_ARGUMENT names what is wrong and what is accepted. */
bool cluster_init(Cluster *cluster, const char *master, const Conf *conf, Err *err);
void cluster_free(Cluster *cluster);

/* Takes the first free core; false if all are busy. */
bool cluster_take(Cluster *cluster, CoreId *core);
void cluster_release(Cluster *cluster, CoreId core);

static inline int cluster_total_cores(const Cluster *cluster)
{
    return cluster->executors * cluster->cores;
}

#endif
