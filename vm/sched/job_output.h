/* vm/sched/job_output.h -- what tasks leave behind; used by vm/sched only.
 * Spark: DAGScheduler.handleTaskCompletion, BlockManager, MapOutputTracker. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_JOB_OUTPUT_H
#define SLUICE_SCHED_JOB_OUTPUT_H

#include "vm/sched/jobs.h"

/* What a task made counts from now on: kept partitions, accumulators, shuffle output.
 * False if it could not be written: result->failure says why. */
bool job_commit(const Job *job, const Stage *stage, const TaskSpec *spec,
    TaskResult *result, int executor);

/* A new state stands on one that another job may replace before this task ends. */
void job_publish_states(const TaskResult *result);

#endif
