/* What runs in the driver's state on behalf of the scheduler, besides outputs: the
 * functions of transform, sums of accumulators; and what such a function threw. Spark:
 * the driver's side of TransformedDStream, DAGScheduler. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/value.h"
#include "lua/driver/bind.h"
#include "lua/driver/driver_functions.h"
#include "lua/driver/driver_parts.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"

static const char *text_field(lua_State *L, int index, const char *field)
{
    return lua_getfield(L, index, field) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
}

static char *copy_field(lua_State *L, int index, const char *field)
{
    const char *text = text_field(L, index, field);
    char *copy = text != NULL ? mem_copy_string(text) : NULL;
    lua_pop(L, 1);
    return copy;
}

static void read_error_table(lua_State *L, int index, Failure *failure)
{
    failure->class_name = copy_field(L, index, "class");
    failure->message = copy_field(L, index, "message");
    failure->name = copy_field(L, index, "name");
    failure->detail = copy_field(L, index, "detail");
    failure->record = copy_field(L, index, "record");
    failure->origin = copy_field(L, index, "origin");
    failure->file = copy_field(L, index, "file");
    lua_getfield(L, index, "line");
    failure->line = (int)lua_tointeger(L, -1);
    lua_getfield(L, index, "rdd");
    failure->rdd = lua_isinteger(L, -1) ? (RddId)lua_tointeger(L, -1) : RDD_NONE;
    lua_pop(L, 2);
}

void driver_read_error(lua_State *L, int index, Failure *failure)
{
    *failure = (Failure){.rdd = RDD_NONE};
    if (lua_istable(L, index))
        read_error_table(L, index, failure);
    if (failure->message == NULL) {
        failure->message = mem_copy_string(luaL_tolstring(L, index, NULL));
        lua_pop(L, 1);
    }
    if (failure->class_name == NULL)
        failure->class_name = mem_copy_string(err_class(ERR_RUNTIME));
    if (failure->name == NULL)
        failure->name = mem_copy_string("program-failed");
}

void driver_push_failure(lua_State *L, const Failure *failure)
{
    bind_push_api(L, "sluice.errors", "new");
    lua_createtable(L, 0, 9);
    const struct {
        const char *name;
        const char *text;
    } fields[] = {{"class", failure->class_name}, {"message", failure->message},
        {"name", failure->name}, {"detail", failure->detail},
        {"record", failure->record}, {"origin", failure->origin},
        {"file", failure->file}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (fields[i].text == NULL)
            continue;
        lua_pushstring(L, fields[i].text);
        lua_setfield(L, -2, fields[i].name);
    }
    if (failure->line > 0) {
        lua_pushinteger(L, failure->line);
        lua_setfield(L, -2, "line");
    }
    if (failure->rdd != RDD_NONE) {
        lua_pushinteger(L, failure->rdd);
        lua_setfield(L, -2, "rdd");
    }
    lua_call(L, 1, 1);
}

/* After a call of a function of the program's: false if it threw, and *failure unless
 * that was the end of the run. */
static bool end_call(lua_State *L, int top, int status, Failure *failure)
{
    if (status != LUA_OK && !lua_islightuserdata(L, -1))
        driver_read_error(L, lua_gettop(L), failure);
    lua_settop(L, top);
    return status == LUA_OK;
}

/* transform and its like: the function of the API gets the numbers of n RDDs and the
 * time in ms, and returns the number of an RDD, or nothing. */
bool driver_make_rdd(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
    RddId *rdd, Failure *failure)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many functions wait for jobs");
    lua_pushcfunction(L, bind_add_place);
    driver_push_function(L, func);
    lua_createtable(L, n, 0);
    for (int i = 0; i < n; i++) {
        lua_pushinteger(L, rdds[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_pushinteger(L, time_to_ms(time));
    int status = lua_pcall(L, 2, 1, top + 1);
    *rdd = status == LUA_OK && lua_isinteger(L, -1) ? (RddId)lua_tointeger(L, -1)
                                                    : RDD_NONE;
    return end_call(L, top, status, failure);
}

/* The source of a queue, called without a time, says whether it has more. */
bool driver_has_queued(void *subject, FuncId func)
{
    lua_State *L = ((Driver *)subject)->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many functions wait for jobs");
    driver_push_function(L, func);
    bool has = lua_pcall(L, 0, 1, 0) != LUA_OK || lua_toboolean(L, -1);
    lua_settop(L, top);
    return has;
}

/* The sums of a task, to the module sluice.shared. */
void driver_accumulate(void *subject, const Buffer *updates)
{
    lua_State *L = ((Driver *)subject)->L;
    int top = lua_gettop(L);
    luaL_checkstack(L, 20, "too many outputs wait for jobs");
    const char *end = buffer_end(updates);
    for (const char *at = updates->data; at < end; at = record_next(at)) {
        bind_push_api(L, "sluice.shared", "merge");
        value_push_arguments(L, at);
        lua_call(L, 2, 0);
    }
    lua_settop(L, top);
}

/* The collector knows nothing of what an RDD costs, and would let them pile up. */
void driver_let_go(void *subject)
{
    lua_gc(((Driver *)subject)->L, LUA_GCCOLLECT);
}

/* Handles of RDDs sit in a weak table of lua/sluice/rdd.lua. */
bool driver_holds_rdd(void *subject, RddId rdd)
{
    lua_State *L = ((Driver *)subject)->L;
    int top = lua_gettop(L);
    bind_push_handles(L);
    bool held = lua_istable(L, -1) && lua_rawgeti(L, -1, rdd + 1) != LUA_TNIL;
    lua_settop(L, top);
    return held;
}

void driver_swept(void *subject)
{
    driver_sweep_functions(subject);
}
