/* lua/task/worker.h -- a worker: one Lua state in which tasks run.
 * Spark: Executor's task thread.
 *
 * A task gets a fresh environment and its own copy of what functions captured, so it
 * does not matter which worker runs it, and nothing it changes is seen by another task.
 */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_WORKER_H
#define SLUICE_LUA_WORKER_H

#include <lua.h>

#include "lua/base/ship.h"
#include "lua/base/state.h"
#include "lua/task/combine.h"
#include "vm/sched/runner.h"
#include "vm/store/tables.h"

/* A function as it was shipped last; `version` grows with each change of its bytes. */
typedef struct Shipped {
    Buffer code;
    int version;
    bool needs_copy; /* as in ShipReport */
    bool constant;   /* it captures nothing, so its bytes never change */
} Shipped;

/* Where a worker gets functions and globals from; all functions may be called on any
 * thread while tasks run. */
typedef struct WorkerSupply {
    void *subject;
    const Shipped *(*function)(void *subject, FuncId func);
    /* Appends the driver's global of that name; false and *report if it cannot travel.
     */
    bool (*global)(void *subject, const char *name, Buffer *out, ShipReport *report);
    /* The value of a broadcast variable; NULL if it was destroyed, and then *why says
     * what Spark says. */
    const Buffer *(*broadcast)(void *subject, int number, const char **why);
    bool has_log;         /* messages can be sent */
    const Tables *tables; /* outside; they do not change while tasks run; or NULL */
    uint64_t seed;
    Box *box; /* around the program, or NULL */
} WorkerSupply;

typedef struct Worker Worker;

/* NULL if there is no memory for a Lua state. The supply is borrowed. limit_bytes is
 * the ceiling of its memory, 0 for none but that of the box. */
Worker *worker_new(const WorkerSupply *supply, size_t limit_bytes);
void worker_delete(Worker *worker);

/* Runs one task. Never raises: what went wrong is in result->failure. */
void worker_run(Worker *worker, const StageWork *work, const TaskSpec *task,
    TaskResult *result);

/* Makes a running task fail soon with "interrupted"; may be called from a signal
 * handler. */
void worker_interrupt(Worker *worker);

/* For tests: the allocator's account. */
StateContext *worker_state(Worker *worker);

#endif
