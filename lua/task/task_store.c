/* lua/task/task_store.c -- tables outside, in a task.
 * Spark: none.
 *
 * What a task writes goes into its result and happens when the task ends; it reads what
 * was there when its stage was submitted. The module sluice.store adds its own writes.
 */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/mem.h"
#include "vm/store/tables.h"

static Worker *worker_of(lua_State *L)
{
    return state_context(L)->owner;
}

static void note(lua_State *L, const TableWrite *write)
{
    TaskResult *result = worker_of(L)->task->result;
    table_write_append(&result->writes, write);
    result->n_writes++;
}

/* store_open(name) */
static int store_open(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    Task *task = worker_of(L)->task;
    if (task->work->stage < 0)
        return value_raise(L, "java.lang.UnsupportedOperationException",
            "a receiver has no store: what it receives goes to rx:store, and outputs "
            "write");

    note(L, &(TableWrite){.op = TABLE_OPEN, .name = name});
    task->result->opened++;
    return 0;
}

/* store_close(name) */
static int store_close(lua_State *L)
{
    note(L, &(TableWrite){.op = TABLE_CLOSE, .name = luaL_checkstring(L, 1)});
    return 0;
}

/* A value as a record, in a buffer of the task's. */
static const char *encode(lua_State *L, int index)
{
    Buffer *scratch = task_take_scratch(worker_of(L)->task);
    const char *problem = value_encode(L, index, scratch);
    if (problem != NULL)
        luaL_error(L, "%s cannot be written into a store", problem);
    return scratch->data;
}

/* store_write("put" or "add", name, key, value) */
static int store_write(lua_State *L)
{
    TableWrite write = {.name = luaL_checkstring(L, 2)};
    luaL_argcheck(L, table_op_find(luaL_checkstring(L, 1), &write.op), 1, "no such op");
    Worker *worker = worker_of(L);
    int taken = worker->scratches.taken;
    write.key = encode(L, 3);
    write.value = encode(L, 4);

    note(L, &write);
    worker->scratches.taken = taken;
    return 0;
}

/* producer_send(topic, key or null, value) -> false if there is no log */
static int producer_send(lua_State *L)
{
    bool has_log = worker_of(L)->supply.has_log;
    TableWrite write = {.op = TABLE_SEND, .name = luaL_checkstring(L, 1)};
    Worker *worker = worker_of(L);
    if (worker->task->work->stage < 0)
        return value_raise(L, "java.lang.UnsupportedOperationException",
            "a receiver has no producer: what it receives goes to rx:store");
    int taken = worker->scratches.taken;
    write.key = encode(L, 2);
    write.value = encode(L, 3);

    if (has_log)
        note(L, &write);
    worker->scratches.taken = taken;
    lua_pushboolean(L, has_log);
    return 1;
}

/* store_get(name, key) -> value or nil */
static int store_get(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    Worker *worker = worker_of(L);
    int taken = worker->scratches.taken;
    const char *key = encode(L, 2);

    const Tables *tables = worker->supply.tables;
    const char *value = tables != NULL ? tables_get(tables, name, key) : NULL;
    worker->scratches.taken = taken;
    if (value == NULL)
        lua_pushnil(L);
    else
        value_push(L, value);
    return 1;
}

/* store_keys(name) -> list */
static int store_keys(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    const Tables *tables = worker_of(L)->supply.tables;
    int table = tables != NULL ? tables_find(tables, name) : -1;
    int n = table < 0 ? 0 : tables_rows(tables, table);
    lua_createtable(L, n, 0);
    const char **keys = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *keys, 0);
    if (n > 0)
        tables_keys(tables, table, keys);
    for (int i = 0; i < n; i++) {
        value_push(L, keys[i]);
        lua_rawseti(L, -3, i + 1);
    }
    lua_pop(L, 1);
    return 1;
}

const luaL_Reg task_store_functions[] = {
    {"store_open", store_open},
    {"store_close", store_close},
    {"store_write", store_write},
    {"producer_send", producer_send},
    {"store_get", store_get},
    {"store_keys", store_keys},
    {NULL, NULL},
};
