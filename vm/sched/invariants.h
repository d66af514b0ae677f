/* vm/sched/invariants.h -- what has to hold at the end of every batch, and of a run.
 * Spark: none.
 *
 * Each part of the engine has a function that checks what it owns; here they are called
 * one after the other. What does not hold is a mistake of ours: a CHECK that names the
 * thing. With SLUICE_INVARIANTS (MODE=debug, asan, tsan, cov) the engine calls them
 * itself; tests may call them always. They change nothing that can be seen. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_INVARIANTS_H
#define SLUICE_SCHED_INVARIANTS_H

#include "vm/sched/streaming.h"

/* Between two events, or when a batch of the context has completed. */
void invariants_check_batch(const Streaming *context);

/* What of it is about the application, whether it streams or not. */
void invariants_check_sim(const Sim *sim);

/* The contexts are gone: nothing runs or waits any more. Then all blocks are removed,
 * and nothing may be left in memory: the application can only be deleted. */
void invariants_check_end(const Sim *sim);

#endif
