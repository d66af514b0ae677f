/* What the driver tells people while it runs: handed on to lua/sluice/report.lua.
 * Spark: StreamingListener, the log. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stdio.h>

#include "lua/driver_parts.h"

static bool push_reporter(lua_State *L, const char *function)
{
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.report");
    if (lua_pcall(L, 1, 1, 0) != LUA_OK)
        return false;
    lua_getfield(L, -1, function);
    lua_remove(L, -2);
    return true;
}

/* Reporting must not end a run: a fault in it is said, and that is all. */
static void call_reporter(lua_State *L, int n)
{
    if (lua_pcall(L, n, 0, 0) != LUA_OK) {
        fprintf(stderr, "sluice: error: %s [internal]\n", luaL_tolstring(L, -1, NULL));
        lua_pop(L, 2);
    }
}

static void receiver_changed(void *subject, const Receiver *receiver, const char *text)
{
    Driver *driver = subject;
    if (driver->wall == NULL && !driver->options->style.verbose)
        return;
    lua_State *L = driver->L;
    if (!push_reporter(L, "receiver"))
        return;
    lua_pushstring(L, receiver_name(receiver));
    lua_pushstring(L, receiver_state_name(receiver_state(receiver)));
    lua_pushinteger(L, receiver_tries(receiver));
    lua_pushinteger(L, driver->clock->now);
    lua_pushstring(L, text);
    call_reporter(L, 5);
}

static void output_failed(void *subject, SimTime batch, int output,
    const Failure *failure)
{
    Driver *driver = subject;
    lua_State *L = driver->L;
    driver->failed = true;
    if (!push_reporter(L, "output_failed"))
        return;
    lua_pushinteger(L, time_to_ms(batch));
    lua_pushinteger(L, output);
    driver_push_failure(L, failure);
    call_reporter(L, 3);
}

static void batch_completed(void *subject, SimTime batch, SimTime waited, SimTime took)
{
    Driver *driver = subject;
    if (!driver->options->style.verbose)
        return;
    lua_State *L = driver->L;
    if (!push_reporter(L, "batch_completed"))
        return;
    lua_pushinteger(L, batch);
    lua_pushinteger(L, waited);
    lua_pushinteger(L, took);
    lua_pushinteger(L, driver->clock->now);
    call_reporter(L, 4);
}

static void variable_changed(void *subject, FuncId func, const char *name)
{
    lua_State *L = ((Driver *)subject)->L;
    if (!push_reporter(L, "variable_changed"))
        return;
    driver_push_function(L, func);
    lua_pushstring(L, name);
    call_reporter(L, 2);
}

static void printed(void *subject, const char *text, size_t size)
{
    driver_print(subject, "executor", text, size);
}

SimObserver driver_observer(Driver *driver)
{
    return (SimObserver){.subject = driver,
        .receiver_changed = receiver_changed,
        .output_failed = output_failed,
        .batch_completed = batch_completed,
        .variable_changed = variable_changed,
        .printed = printed};
}
