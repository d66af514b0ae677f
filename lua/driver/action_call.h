/* lua/driver/action_call.h -- host functions that run jobs.
 * Spark: the driver's side of an RDD's action.
 *
 * Such a function makes a Call, starts a job with it and says how it goes on once the
 * job is done. The function of an output gives way meanwhile; elsewhere, and where a
 * function of C is in between (table.sort, string.gsub), the simulation is stepped
 * until then. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_ACTION_CALL_H
#define SLUICE_LUA_ACTION_CALL_H

#include <lua.h>

#include "vm/sched/actions.h"
#include "vm/store/text_output.h"

/* What an action has in hand while Lua may raise. It lives on the Lua stack and is
 * freed by the collector, whatever happens. */
typedef struct Call {
    JobSpec spec;
    TaskResult *results; /* of the last job */
    int *partitions;     /* of the last job */
    int n;
    ActionRun *action;  /* while it runs */
    lua_KFunction then; /* how it goes on; its context is the Call */
    TextOutput *output; /* NULL: none is open */
    int64_t found;      /* records of the jobs so far, where they are counted */
    Buffer text;        /* what is made of them */
} Call;

/* Pushes a Call for a job over an RDD. */
Call *call_push(lua_State *L, const JobSpec *spec);
void call_clear(Call *call);

/* Runs a job over partitions [from, to), then `then` with the stack as it is now, and
 * returns what that does. Unpins the job's function. Raises the job's failure. */
int call_run(lua_State *L, Call *call, int from, int to, lua_KFunction then);

/* The same over the first n of call->partitions. */
int call_run_list(lua_State *L, Call *call, int n, lua_KFunction then);

/* Room for the numbers of n partitions. */
void call_make_room(Call *call, int n);

/* Raises why the files that an RDD reads are not there, if they are not. */
void call_check_input(lua_State *L, RddId rdd);

#endif
