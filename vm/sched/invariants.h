/* vm/sched/invariants.h -- what has to hold of an application between two events.
 * Spark: none.
 *
 * Each part of the engine has a function that checks what it owns; here they are called
 * one after the other. What does not hold is a mistake of ours: a CHECK that names the
 * thing. With SLUICE_INVARIANTS (MODE=debug, asan, tsan, cov) the engine calls them
 * itself, at the end of every batch (vm/streaming/streaming_check.c) and of a run;
 * tests may call them always. They change nothing that can be seen. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_INVARIANTS_H
#define SLUICE_SCHED_INVARIANTS_H

#include "vm/sched/sim.h"

/* Between two events, whether it streams or not. */
void invariants_check_sim(const Sim *sim);

/* The end: nothing runs or waits any more. Then all blocks are removed,
 * and nothing may be left in memory: the application can only be deleted. */
void invariants_check_end(const Sim *sim);

#endif
