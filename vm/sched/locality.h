/* vm/sched/locality.h -- tasks that wait for a core near what they read.
 * Spark: TaskSetManager's lists of pending tasks, delay scheduling (semantics 10.3).
 *
 * A set begins with the nearest level for which it has tasks. Free cores that are
 * farther away are refused until nothing was refused for the wait of that level
 * (spark.locality.wait), or until no task of that level waits; then the next level is
 * allowed. A launch at a nearer level starts the wait again if no core was refused
 * since.
 *
 * Simplified: Spark looks once a second whether a wait is over, here it is noticed at
 * once. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_LOCALITY_H
#define SLUICE_SCHED_LOCALITY_H

#include "vm/sched/task_set.h"

const char *locality_name(LocalityLevel level);

/* For a set that was just made; NULL if none of its tasks prefers a place. */
TaskLocality *locality_new(Sim *sim, TaskSet *set);
void locality_delete(TaskLocality *locality); /* NULL is left alone */

/* Executors came or went: places are looked up again. */
void locality_renew(Sim *sim, TaskSet *set);

/* One more (1) or one less (-1) copy of a task waits. */
void locality_note(TaskLocality *locality, int index, int change);

/* Whether tasks of a level wait; of LOCALITY_ANY are all. */
bool locality_has(const TaskLocality *locality, LocalityLevel level);

/* The farthest level that is allowed by now. */
LocalityLevel locality_allowed(TaskLocality *locality, const TaskRules *rules,
    SimTime now);

/* Takes a task that may run on an executor at a level at most `most`, -1 if none may;
 * *level is that of the task as Spark tells it. */
int locality_take(TaskSet *set, int executor, LocalityLevel most, LocalityLevel *level);

/* The first executor from `from` on that has a free core and for which a task may wait
 * at this level, -1 if there is none. */
int locality_find(const Sim *sim, TaskSet *set, LocalityLevel level, int from);

/* Free cores were offered: whether one was refused, and the nearest level of a launch,
 * LOCALITY_COUNT if there was none. */
void locality_offered(TaskLocality *locality, bool refused, LocalityLevel nearest,
    SimTime now);

/* When the next level is allowed, TIME_NEVER if all are. */
SimTime locality_wait_end(const TaskLocality *locality, const TaskRules *rules);

#endif
