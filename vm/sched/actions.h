/* vm/sched/actions.h -- an action, from its call to its result.
 * Spark: SparkContext.runJob with RDD.doCheckpoint after it.
 *
 * An action is a job and then, for each marked RDD that the job used, one more job that
 * writes its data checkpoint (7.1). It goes on by itself while simulated time passes;
 * whoever called it steps the simulation until it is done (sim_run_job), or gives
 * way to others and is resumed, as outputs of batches are. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_ACTIONS_H
#define SLUICE_SCHED_ACTIONS_H

#include "vm/sched/sim.h"

/* Who is resumed when an action is done. */
typedef struct ActionWaiter {
    void *subject;
    void (*resume)(void *subject);
} ActionWaiter;

/* Starts an action: results and spec->partitions as in sim_run_job, and they have to
 * stay until its end. The waiter (copied) is not resumed if it is done at once; NULL if
 * somebody steps the simulation instead. */
ActionRun *action_start(Sim *sim, const JobSpec *spec, TaskResult *results,
    const ActionWaiter *waiter);

/* It is done: at the latest when no event is left. One that cannot start is at once. */
bool action_is_done(const ActionRun *run);

/* Frees an action and returns what sim_run_job does. */
bool action_end(ActionRun *run, Failure *failure, bool *ended);

/* For vm/sched only. A job of an action is done. */
void actions_job_done(ActionRun *run);

/* Lets those go on whose job is done; sim_step calls it after each event. */
void actions_go_on(Sim *sim);

/* Marks the RDDs that they use. */
void actions_mark(const Sim *sim, RddSet *rdds);

#endif
