/* vm/sched/cluster.h -- executors and their cores.
 * Spark: SchedulerBackend, LocalSchedulerBackend, CoarseGrainedSchedulerBackend;
 * semantics 10.3, 10.6.
 *
 * A core runs one thing at a time: a task, or a receiver for as long as that lives. An
 * executor that is lost gives out no core any more; its number is not given again. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_CLUSTER_H
#define SLUICE_SCHED_CLUSTER_H

#include <stdbool.h>

#include "vm/base/conf.h"

typedef struct CoreId {
    int executor;
    int core;
} CoreId;

typedef struct Executor {
    char *id;   /* Spark's: "driver" in local mode, else its number */
    char *host; /* "localhost" in local mode, else the name of its node */
    bool alive;
    bool *busy; /* by core */
    int n_free;
} Executor;

typedef struct Cluster {
    bool local;          /* one executor, inside of the driver */
    Executor *executors; /* by number; lost ones stay */
    int n_executors;
    int executors_capacity;
    int cores;         /* of each executor */
    int64_t memory;    /* bytes of each executor, as the master says */
    int n_free;        /* free cores of executors that live */
    int task_failures; /* after so many failures of a task its job fails */
} Cluster;

/* Reads a master: local, local[N], local[*], local[N,F], local-cluster[N,C,M]. local[*]
 * has as many cores as the setting sluice.cluster.cores says (4 if not set), so that a
 * run does not depend on the machine. ERR_SPARK names what is wrong and what is
 * accepted. */
bool cluster_init(Cluster *cluster, const char *master, const Conf *conf, Err *err);
void cluster_free(Cluster *cluster);

/* One more executor; returns its number. */
int cluster_add(Cluster *cluster);

/* The executor dies, with all that holds its cores. */
void cluster_lose(Cluster *cluster, int executor);

/* Takes the free core with the lowest number; false if all are busy. */
bool cluster_take(Cluster *cluster, CoreId *core);

/* Gives a core back; one of a lost executor is gone, and nothing happens. */
void cluster_release(Cluster *cluster, CoreId core);

int cluster_total_cores(const Cluster *cluster); /* of executors that live */

#endif
