/* vm/sched/checkpoints.h -- data checkpoints of RDDs; used by vm/sched only.
 * Spark: RDD.doCheckpoint, ReliableRDDCheckpointData. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_CHECKPOINTS_H
#define SLUICE_SCHED_CHECKPOINTS_H

#include "vm/sched/sim.h"

/* Writes what is marked in the lineage of an RDD that a job has used; `name` is that of
 * the job. Results as those of sim_run_job. */
bool checkpoints_write(Sim *sim, RddId rdd, const char *name, Failure *failure,
    bool *ended);

#endif
