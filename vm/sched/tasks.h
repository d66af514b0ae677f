/* vm/sched/tasks.h -- tasks wait for cores and hold them; used by vm/sched only.
 * Spark: TaskSchedulerImpl, TaskSetManager (FIFO).
 *
 * The values of a set are computed when it is submitted; launching a task only decides
 * when and where it would have run. Its result counts from the moment it ends. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_TASKS_H
#define SLUICE_SCHED_TASKS_H

#include "vm/sched/sim.h"

struct TaskSet {
    Job *job;
    int stage; /* position in the job's stages */
    int n;
    int next; /* the first that has no core yet */
    TaskSpec *specs;
    TaskResult *results;
    TaskSet *following;
};

struct Launch {
    Sim *sim;
    TaskSet *set;
    int index;
    int task; /* TID */
    CoreId core;
    CostParts cost; /* its duration */
    EventId end;
    Launch *following;
};

/* Takes the set; it is freed when its job is. */
void tasks_submit(Sim *sim, TaskSet *set);

/* Gives free cores to receivers and tasks that wait for one. */
void tasks_dispatch(Sim *sim);

/* Takes back everything of a job: waiting tasks are forgotten, running ones killed. */
void tasks_cancel(Sim *sim, const Job *job);

void task_set_delete(TaskSet *set);

/* Called when a task ended and its core is free again; in vm/sched/jobs.c. */
void job_task_ended(Sim *sim, TaskSet *set, int index, int task, int executor);

#endif
