/* vm/sched/speculation.h -- a second copy of tasks that take long.
 * Spark: TaskSetManager.checkSpeculatableTasks; not in local mode.
 *
 * Once a share of a set has succeeded (spark.speculation.quantile), a task that runs
 * longer than the median of those times spark.speculation.multiplier gets a copy on
 * another node; the first that succeeds wins. Running tasks are looked at every
 * spark.speculation.interval. Simplified: Spark 3.5 also asks how many records a second
 * a task has read, if executors have reported that (every 10 s), and prefers places. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_SPECULATION_H
#define SLUICE_SCHED_SPECULATION_H

#include "vm/sched/tasks.h"

/* Looks at what runs from now on, if it does not yet. */
void speculation_arm(Sim *sim);

/* A task succeeded after so long. */
void speculation_note(const Sim *sim, TaskSet *set, int index, SimTime took);

/* Launches the copies that a set wants, as far as there are cores. */
void speculation_place(Sim *sim, TaskSet *set);

#endif
