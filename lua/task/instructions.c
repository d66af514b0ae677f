/* lua/task/instructions.c -- counts what the functions of a task execute.
 * Spark: none; there the work itself takes the time (docs/cost-model.md).
 *
 * Lua calls a hook after every GRAIN instructions of its virtual machine. A task begins
 * with a fresh grain, and so does each coroutine, so the count is the same whichever
 * worker runs it; what does not fill a grain is not counted. */
// SPDX-License-Identifier: MIT
#include "lua/task/task.h"

enum { GRAIN = 50 };

static void count_grain(lua_State *L, lua_Debug *at)
{
    (void)at;
    Worker *worker = state_context(L)->owner;
    worker->instructions += GRAIN;
    if (worker->state.box != NULL)
        box_count(L, GRAIN);
}

void task_begin_count(Task *task)
{
    Worker *worker = task->worker;
    worker->instructions = 0;
    bool counts = task->work->counts_instructions;
    if (!counts && lua_gethook(task->L) != count_grain)
        return;

    if (counts)
        lua_sethook(task->L, count_grain, LUA_MASKCOUNT, GRAIN);
    else if (worker->state.box != NULL)
        box_watch(task->L);
    else
        lua_sethook(task->L, NULL, 0, 0);
    /* An interrupt that came between has its hook back. */
    if (worker->interrupted)
        worker_interrupt(worker);
}
