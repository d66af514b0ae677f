/* vm/sched/jobs.h -- Spark jobs; used by vm/sched only.
 * Spark: DAGScheduler, ActiveJob. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_JOBS_H
#define SLUICE_SCHED_JOBS_H

#include "vm/sched/sim.h"

struct Job {
    Sim *sim;
    ActionRun *action; /* told when it is done */
    int id;
    JobSpec spec;
    OutputScope scope;
    StageList stages;
    TaskSet **sets; /* by position of the stage: the newest; NULL before there is one */
    TaskResult *results; /* by partition of spec */
    int losses;          /* Sim.losses when the stages were last looked at */
    EventId start;
    EventId resubmit; /* of stages that failed, or 0 */
    bool done;
    Failure failure;
};

/* Starts a job of an action; NULL and *failure if it cannot start. actions_job_done is
 * called when it is done, in the middle of an event. */
Job *jobs_start(Sim *sim, const JobSpec *spec, ActionRun *action, Failure *failure);

/* Takes the results of a job that is done, or why it failed, and frees it. */
bool jobs_finish(Job *job, TaskResult *results, Failure *failure);

/* Frees a job, done or not. */
void jobs_drop(Job *job);

/* Lets go what no job that runs can use of RDDs that were checkpointed. */
void jobs_drop_former(Sim *sim);

/* Map output on an executor that is lost is made again by the stages that run. */
void jobs_lose_executor(Sim *sim, int executor);

/* CHECKs that every job goes on, and what its stages wait for is on its way
 * (vm/sched/jobs_check.c). */
void jobs_check(const Sim *sim);

/* Spark's number of a stage of the job, by its position. */
int job_stage_id(const Job *job, int position);

#endif
