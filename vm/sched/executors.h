/* vm/sched/executors.h -- executors come and go while a run lasts.
 * Spark: TaskSchedulerImpl.executorLost, DAGScheduler.executorLost, ReceiverTracker.
 *
 * What a lost executor had is gone at that moment: its cores with the tasks and
 * receivers on them, its blocks unless they have another copy, its shuffle output. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_EXECUTORS_H
#define SLUICE_SCHED_EXECUTORS_H

#include "vm/sched/sim.h"

/* Loses an executor that lives: its process ended. `reason` is Spark's, such as
 * "Command exited with code 137"; borrowed. One of the tasks that ran there may have
 * caused it, so it counts as a failure of each. */
void sim_lose_executor(Sim *sim, int executor, const char *reason);

/* Loses all executors of a node, as when Spark's master loses a worker: that is no
 * fault of the tasks, and counts for none of them. */
void sim_lose_node(Sim *sim, int node, const char *reason);

/* One more executor joins; returns its number. */
int sim_add_executor(Sim *sim);

/* Writes the trace's record of an executor: "added" or "lost", and why or NULL. */
void executors_trace(const Sim *sim, int executor, const char *state, const char *text);

#endif
