/* lua/task/runner.h -- computes the tasks of a stage on several threads.
 * Spark: Executor.
 *
 * Owns the workers, one a thread; the calling thread is the first. Without further
 * workers no thread is made. Results do not depend on the number of workers. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_RUNNER_H
#define SLUICE_LUA_RUNNER_H

#include "lua/task/worker.h"

typedef struct Runner Runner;

/* workers >= 0: 0 and 1 both mean the calling thread only. The supply is borrowed. */
Runner *runner_new(const WorkerSupply *supply, int workers, size_t limit_bytes);
void runner_delete(Runner *runner);

/* Runs n tasks and returns when all are done. */
void runner_run(Runner *runner, const StageWork *work, const TaskSpec *tasks,
    TaskResult *results, int n);

/* Makes running tasks fail soon; may be called from a signal handler. */
void runner_interrupt(Runner *runner);

#endif
