/* lua/task/task_shared.c -- accumulators and broadcast variables in a task.
 * Spark: TaskContext's accumulators, TorrentBroadcast (semantics 10.9).
 *
 * The classes of the API that work in tasks, too, are Lua modules which ask the module
 * sluice.host for what differs; on the driver it is made by lua/driver/bind.c, in a
 * worker it is this one. A task adds up in a table of its own; what is in there when it
 * ends goes to the driver. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/chance.h"
#include "lua/base/value.h"
#include "lua/task/task.h"

/* Keys of the registry: tables that a task makes when it first needs them. */
static const char SUMS = 's';   /* number of an accumulator -> what was added */
static const char OWN = 'o';    /* what it wrote into tables outside */
static const char VALUES = 'v'; /* number of a broadcast variable -> its value */

static int in_task(lua_State *L)
{
    lua_pushboolean(L, true);
    return 1;
}

static int caller(lua_State *L)
{
    (void)L;
    return 0;
}

/* sleep(ms): the task takes so much longer */
static int sleep(lua_State *L)
{
    Worker *worker = state_context(L)->owner;
    lua_Integer ms = luaL_checkinteger(L, 1);
    const SimTime most = INT64_MAX / 4;
    SimTime *slept = &worker->task->result->slept;
    luaL_argcheck(L, ms >= 0 && ms <= (most - *slept) / TIME_MS(1), 1, "out of range");
    *slept += TIME_MS(ms);
    return 0;
}

static void push_table(lua_State *L, const char *key)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) != LUA_TNIL)
        return;
    lua_pop(L, 1);
    ((Worker *)state_context(L)->owner)->uses_shared = true;
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

static int sums(lua_State *L)
{
    push_table(L, &SUMS);
    return 1;
}

/* store_own() -> table: what this task wrote, for the module sluice.store */
static int store_own(lua_State *L)
{
    push_table(L, &OWN);
    return 1;
}

/* broadcast_value(number) -> value; a copy of the task's own */
static int broadcast_value(lua_State *L)
{
    Worker *worker = state_context(L)->owner;
    lua_Integer number = luaL_checkinteger(L, 1);
    push_table(L, &VALUES);
    if (lua_rawgeti(L, -1, number) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);

    const char *why;
    const Buffer *bytes =
        worker->supply.broadcast(worker->supply.subject, (int)number, &why);
    if (bytes == NULL) {
        task_set_failure(worker->task, worker->task->active, "task-serialization", why);
        return luaL_error(L, "%s", why);
    }
    task_read_shipped(L, bytes);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, number);
    return 1;
}

/* task_context() -> partition, stage and attempts of the task, as a table */
static int task_context(lua_State *L)
{
    const Task *task = ((Worker *)state_context(L)->owner)->task;
    const struct {
        const char *name;
        int value;
    } fields[] = {
        {"partition", task->spec->partition},
        {"attempt", task->spec->attempt},
        {"stage", task->work->number},
        {"stage_attempt", task->work->attempt},
    };
    lua_createtable(L, 0, (int)(sizeof fields / sizeof fields[0]));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        lua_pushinteger(L, fields[i].value);
        lua_setfield(L, -2, fields[i].name);
    }
    return 1;
}

static int open_host(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"in_task", in_task},
        {"caller", caller},
        {"sleep", sleep},
        {"sums", sums},
        {"store_own", store_own},
        {"broadcast_value", broadcast_value},
        {"task_context", task_context},
        {"compare", value_compare},
        {"is_pair", value_test_pair},
        {"bytes", value_bytes},
        {NULL, NULL},
    };
    luaL_newlib(L, functions);
    luaL_setfuncs(L, chance_functions, 0);
    luaL_setfuncs(L, task_store_functions, 0);
    return 1;
}

void task_open_shared(lua_State *L)
{
    static const char *const words[] = {"Time", "Duration", "Milliseconds", "Seconds",
        "Minutes"};
    luaL_requiref(L, "sluice.host", open_host, 0);
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.time");
    lua_call(L, 1, 1);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        lua_getfield(L, -1, words[i]);
        lua_setglobal(L, words[i]);
    }
    lua_pop(L, 2);
}

static void drop(lua_State *L, const char *key)
{
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

void task_begin_shared(Task *task)
{
    if (!task->worker->uses_shared)
        return;
    drop(task->L, &SUMS);
    drop(task->L, &VALUES);
    drop(task->L, &OWN);
    task->worker->uses_shared = false;
}

/* Accumulators in the order of their numbers: pairs (number, what was added). */
void task_end_shared(Task *task)
{
    lua_State *L = task->L;
    lua_Integer most = 0;
    if (!task->worker->uses_shared)
        return;
    push_table(L, &SUMS);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_Integer number = lua_tointeger(L, -2);
        most = number > most ? number : most;
        lua_pop(L, 1);
    }
    for (lua_Integer number = 1; number <= most; number++) {
        if (lua_rawgeti(L, -1, number) != LUA_TNIL) {
            lua_pushinteger(L, number);
            const char *problem = value_encode_pair(L, -1, -2, &task->result->updates);
            if (problem != NULL)
                luaL_error(L, "%s cannot be added to an accumulator", problem);
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

void task_push_time(lua_State *L, SimTime time)
{
    lua_getglobal(L, "Time");
    lua_pushinteger(L, time_to_ms(time));
    lua_call(L, 1, 1);
}
