/* vm/sched/job_text.h -- jobs and stages in words; used by vm/sched only.
 * Spark: Stage.name, TaskSetManager and DAGScheduler where they say what failed. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_JOB_TEXT_H
#define SLUICE_SCHED_JOB_TEXT_H

#include "vm/sched/jobs.h"
#include "vm/sched/tasks.h"

/* A stage is called after the operation that made its last RDD, the last one after the
 * action (semantics 10.2). */
const char *job_stage_name(const Job *job, int position);

/* The trace's record of a job that starts. */
void job_trace_started(const Job *job);

/* "Task 0 in stage 1.0 failed 4 times, ...": of a task that failed once too often. */
void job_append_failed_task(Buffer *text, const Launch *launch);

/* "task 0.0 in stage 1.0 (TID 3) had a not serializable result: ..." */
void job_append_unsent_result(Buffer *text, const Launch *launch);

/* "ResultStage 1 (count) has failed the maximum allowable number of times: 4. ..." */
void job_append_failed_stage(Buffer *text, const Job *job, int position,
    const Failure *cause);

#endif
