/* vm/sched/jobs.h -- Spark jobs; used by vm/sched only.
 * Spark: DAGScheduler, ActiveJob. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_JOBS_H
#define SLUICE_SCHED_JOBS_H

#include "vm/sched/sim.h"

struct Job {
    Sim *sim;
    int id;
    JobSpec spec;
    OutputScope scope;
    StageList stages;
    TaskSet **sets; /* by position of the stage; NULL before it is submitted */
    EventId start;
    bool done;
    Failure failure;
};

/* Runs a job to its end or to that of the run, as sim_run_job, and nothing after it. */
bool jobs_run(Sim *sim, const JobSpec *spec, TaskResult *results, Failure *failure,
    bool *ended);

/* Spark's number of a stage of the job, by its position. */
int job_stage_id(const Job *job, int position);

#endif
