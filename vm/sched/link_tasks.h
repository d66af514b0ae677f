/* vm/sched/link_tasks.h -- what tasks notice of links that are cut; used by vm/sched
 * only.
 * Spark: RetryingBlockTransferor, ShuffleBlockFetcherIterator.
 *
 * Simplified: whether another executor is reached is decided when the task starts, and
 * a task that does not reach one waits once for as long as Spark tries again. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_LINK_TASKS_H
#define SLUICE_SCHED_LINK_TASKS_H

#include "vm/sched/tasks.h"

/* Whether what a launch computes depends on where it runs. */
bool link_tasks_is_apart(const Launch *launch);

/* Computes such a launch, from the blocks that its executor reaches. */
void link_tasks_compute(Launch *launch);

/* How long it has tried to reach others in vain. */
SimTime link_tasks_waited(const Launch *launch);

/* The driver takes map output for lost that the launch could not fetch (Spark: all that
 * its executor made). */
void link_tasks_forget_output(const Launch *launch);

/* A launch is at its end: true if the driver does not hear of it yet. What it wrote
 * outside is there already. */
bool link_tasks_hold(Launch *launch);

/* What was held of an executor arrives now, in the order in which it ended. */
void link_tasks_release(Sim *sim, int executor);

#endif
