/* vm/sched/checkpoints.h -- data checkpoints of RDDs; used by vm/sched only.
 * Spark: RDD.doCheckpoint, ReliableRDDCheckpointData.
 *
 * An RDD that is marked is written to files by the first job that used it, in a second
 * job, and its lineage ends there from then on (semantics 7.1). A CheckpointList has
 * the marked ones of a lineage; its owner runs the jobs. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_CHECKPOINTS_H
#define SLUICE_SCHED_CHECKPOINTS_H

#include "vm/sched/sim.h"

typedef struct CheckpointList {
    Sim *sim;
    const char *name; /* of the action */
    RddId *rdds;      /* ancestors first */
    int n;
    int capacity;
    int next;            /* the first that was not begun */
    JobSpec spec;        /* of the RDD that is being written */
    int *partitions;     /* its numbers */
    TaskResult *results; /* for the results of its job */
} CheckpointList;

/* What is to be written below an RDD that a job has used. Another action that uses it
 * meanwhile leaves that to this one, for good. */
void checkpoints_init(CheckpointList *list, Sim *sim, RddId rdd, const char *name);
void checkpoints_free(CheckpointList *list);

/* The job that computes the next RDD to be written, into list->results; NULL if there
 * is none left. */
const JobSpec *checkpoints_next(CheckpointList *list);

/* That job is done: writes what it gave. ERR_IO. */
bool checkpoints_write(CheckpointList *list, Failure *failure);

#endif
