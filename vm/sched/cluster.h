/* vm/sched/cluster.h -- nodes, executors and their cores.
 * Spark: SchedulerBackend, LocalSchedulerBackend, CoarseGrainedSchedulerBackend;
 * semantics 10.3, 10.6.
 *
 * A core runs one thing at a time: a task, or a receiver for as long as that lives. An
 * executor that is lost gives out no core any more; its number is not given again.
 * Executor e lies on node e modulo the number of nodes.
 *
 * Cores are given out by executors in turn, and within one the lowest first. Spark
 * offers executors in random order, so that work spreads; in turn is the same without
 * chance. Free executors and free cores are bits, so a core costs the same in a cluster
 * of a thousand executors as in one of two. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_CLUSTER_H
#define SLUICE_SCHED_CLUSTER_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/conf.h"

typedef struct CoreId {
    int executor;
    int core;
} CoreId;

typedef struct Executor {
    char *id;   /* Spark's: "driver" in local mode, else its number */
    char *host; /* "localhost" in local mode, else the name of its node */
    int node;
    bool alive;
    bool cut_off;   /* the driver does not reach it: it gives out no core */
    double speed;   /* 1: takes as long as the cost model says; 0.5: twice as long */
    uint64_t *free; /* by core: a bit if nothing runs there */
    int n_free;     /* 0 while it is cut off */
} Executor;

typedef struct Cluster {
    bool local;          /* one executor, inside of the driver */
    Executor *executors; /* by number; lost ones stay */
    int n_executors;
    int executors_capacity;
    int cores;       /* of each executor */
    int64_t memory;  /* bytes of each executor, as the master says */
    int n_nodes;     /* 0: each executor has one of its own */
    double *speeds;  /* by executor; the last one holds for all that follow */
    int n_speeds;    /* 0: all are 1 */
    double *factors; /* by node; 0, and those that follow: never slowed */
    int n_factors;
    int factors_capacity;
    int64_t bandwidth; /* bytes a second from executor to executor; 0: no limit */
    uint64_t *free;    /* by executor: a bit if it lives and has a free core */
    int free_words;    /* of them in use: all executors are below 64 times as many */
    int free_capacity;
    int turn;          /* the executor to ask first */
    int n_alive;       /* executors */
    int n_free;        /* free cores, of all executors that give out any */
    int task_failures; /* after so many failures of a task its job fails */
} Cluster;

/* Reads a master: local, local[N], local[*], local[N,F], local-cluster[N,C,M]. local[*]
 * has as many cores as the setting sluice.cluster.cores says (4 if not set), so that a
 * run does not depend on the machine. Also reads sluice.cluster.nodes, .speeds and
 * .bandwidth. ERR_SPARK or ERR_ARGUMENT name what is wrong and what is accepted. */
bool cluster_init(Cluster *cluster, const char *master, const Conf *conf, Err *err);
void cluster_free(Cluster *cluster);

/* One more executor; returns its number. */
int cluster_add(Cluster *cluster);

/* The executor dies, with all that holds its cores. */
void cluster_lose(Cluster *cluster, int executor);

/* Whether the driver reaches an executor, which lives. */
void cluster_set_reached(Cluster *cluster, int executor, bool reached);

/* From now on work on a node takes `factor` times as long, which is above 0, as at the
 * speeds that its executors have by the settings; those that join it, too. */
void cluster_slow_node(Cluster *cluster, int node, double factor);

/* Takes a core of the executor whose turn it is; false if all are busy. */
bool cluster_take(Cluster *cluster, CoreId *core);

/* Takes the lowest free core of an executor, which must have one; then it is the turn
 * of the next. */
CoreId cluster_take_at(Cluster *cluster, int executor);

/* The first executor with a free core from `from` on, or -1. With `wanted`, a set of
 * bits by executor, `words` long, it is one of those. */
int cluster_find_free(const Cluster *cluster, int from, const uint64_t *wanted,
    int words);

/* Gives a core back; one of a lost executor is gone, and nothing happens. */
void cluster_release(Cluster *cluster, CoreId core);

bool cluster_is_free(const Cluster *cluster, CoreId core);

/* CHECKs that counts and bits agree, and that a lost executor gives out nothing. */
void cluster_check(const Cluster *cluster);

int cluster_total_cores(const Cluster *cluster); /* of executors that live */

#endif
