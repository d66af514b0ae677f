/* vm/sched/tasks.h -- tasks wait for cores and hold them; used by vm/sched and
 * vm/streaming.
 * Spark: TaskSchedulerImpl, Executor.
 *
 * Sets with tasks to launch stand in line by job and stage, or as their pools say. Each
 * in turn gets the free cores: by nearness where its tasks prefer places
 * (vm/sched/locality.h), else as the cluster gives them out.
 *
 * The values of a set are computed when it is submitted; launching a task only decides
 * when and where it would have run. A further attempt, and any attempt after an
 * executor was lost, is computed when it is launched, all of one moment together. What
 * a task made counts from the moment it ends. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_TASKS_H
#define SLUICE_SCHED_TASKS_H

#include "vm/sched/task_set.h"

/* An attempt of a task, and the core that it holds. */
struct Launch {
    Sim *sim;
    TaskSet *set;
    int index;
    int task; /* TID */
    int attempt;
    LocalityLevel level;
    bool speculative; /* a copy of one that runs, too */
    CoreId core;
    SimTime start;
    CostParts cost; /* its duration */
    EventId end;
    TaskResult result;
    bool has_missed; /* a block, on an executor that it does not reach */
    int unreached;   /* the executor whose map output it could not fetch, or -1 */
    int64_t held;    /* it has ended, and the driver does not know; its turn, or 0 */
    Launch *before;  /* in Sim.running, by TID */
    Launch *following;
};

/* Takes the set, whose results are computed; it is freed when its job is. */
void tasks_submit(Sim *sim, TaskSet *set);

/* Gives free cores to those who wait for one: first by the hook offer_cores, then to
 * tasks. */
void tasks_dispatch(Sim *sim);

/* Starts a task on a core; it has begun once its values are there. */
void tasks_launch(Sim *sim, TaskSet *set, int index, CoreId core, LocalityLevel level);

/* The event that a launch ends. */
void tasks_end(void *launch, int64_t argument);

/* A task waits for a core again. */
void tasks_retry(Sim *sim, TaskSet *set, int index);

/* A set is to get cores again. */
void tasks_enqueue(Sim *sim, TaskSet *set);

/* A set starts no task any more; those that run go on. */
void tasks_retire(Sim *sim, TaskSet *set);

/* Takes back everything of a job: waiting tasks are forgotten, running ones killed. */
void tasks_cancel(Sim *sim, const Job *job);

/* All that runs on an executor, which is lost already, fails. The loss counts as a
 * failure of the tasks if one of them may have caused it. */
void tasks_lose_executor(Sim *sim, int executor, const char *reason, bool counts);

/* Executors came or went: nearness is another. */
void tasks_renew_places(Sim *sim);

/* The trace's records of a launch that starts, and that has ended
 * (vm/sched/tasks_trace.c). */
void tasks_trace_started(const Launch *launch);
void tasks_trace_ended(const Launch *launch);

/* CHECKs that each busy core is held by one task, or by one of those that the hook
 * visit_cores tells of, on an executor that lives, and that the counts of pools and
 * sets are right (vm/sched/tasks_check.c). */
void tasks_check(const Sim *sim);

/* The same, and that nothing runs or waits for a core. */
void tasks_check_idle(const Sim *sim);

/* Called when a task ended and its core is free again; in vm/sched/jobs.c. `counts`:
 * as a failure of the task, if it is one. */
void job_task_ended(Launch *launch, bool counts);

/* Computes tasks of a stage; in vm/sched/jobs.c. */
void job_compute(Job *job, int stage, const TaskSpec *specs, TaskResult *results,
    int n);

#endif
