/* Functions of outputs, each in a thread of the driver's state, so that it can wait for
 * a job while others run. Spark: the threads of JobScheduler's pool.
 *
 * A thread is anchored in the registry and used again. While a function runs, its
 * thread is driver->L: whatever the scheduler wants of Lua meanwhile runs on top of it,
 * and is gone when the function gives way. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/driver/bind.h"
#include "lua/driver/driver_functions.h"
#include "lua/driver/driver_parts.h"
#include "vm/base/mem.h"
#include "vm/streaming/outputs.h"

static lua_State *take_thread(Driver *driver)
{
    if (driver->n_idle > 0)
        return driver->idle[--driver->n_idle];
    lua_State *L = driver->L;
    luaL_checkstack(L, 20, "too many outputs wait for jobs");
    lua_State *thread = lua_newthread(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, thread);
    return thread;
}

static void give_thread_back(Driver *driver, lua_State *thread)
{
    lua_settop(thread, 0);
    driver->idle = mem_grow(driver->idle, &driver->idle_capacity, driver->n_idle + 1,
        sizeof(lua_State *));
    driver->idle[driver->n_idle++] = thread;
}

static int end_function(lua_State *L, int status, lua_KContext context)
{
    (void)L;
    (void)context;
    return status == LUA_OK || status == LUA_YIELD ? 0 : 1;
}

/* bind_add_place, function, rdd, ms -> nothing, or what the function threw */
static int call_function(lua_State *L)
{
    return end_function(L, lua_pcallk(L, 2, 0, 1, 0, end_function), 0);
}

/* It gave way to nothing that would resume it. */
static OutputStatus refuse_yield(lua_State *thread, Failure *failure)
{
    failure_set(failure, ERR_RUNTIME, "attempt to yield from outside a coroutine");
    failure->name = mem_copy_string("program-failed");
    lua_Debug frame;
    if (lua_getstack(thread, 1, &frame) && lua_getinfo(thread, "Sl", &frame) &&
        frame.currentline > 0 && frame.source[0] == '@') {
        failure->file = mem_copy_string(frame.source + 1);
        failure->line = frame.currentline;
    }
    return OUTPUT_THREW;
}

static OutputStatus read_end(lua_State *thread, int status, int n, Failure *failure)
{
    if (status == LUA_OK && n == 0)
        return OUTPUT_RETURNED;
    if (status == LUA_YIELD)
        return refuse_yield(thread, failure);
    if (lua_islightuserdata(thread, -1))
        return OUTPUT_CUT_OFF;
    driver_read_error(thread, lua_gettop(thread), failure);
    return OUTPUT_THREW;
}

/* Lets a thread run until its function waits or ends; n values are on its stack. */
static OutputStatus go_on(Driver *driver, lua_State *thread, int n, Failure *failure)
{
    lua_State *outer = driver->L;
    bool in_listener = driver->in_listener;
    driver->L = thread;
    driver->in_listener = false;
    int results = 0;
    int status = lua_resume(thread, outer, n, &results);
    driver->L = outer;
    driver->in_listener = in_listener;

    const OutputRun *run = outputs_current(driver->sim);
    if (status == LUA_YIELD && (run->action != NULL || run->alarm != 0))
        return OUTPUT_WAITS;
    OutputStatus end = read_end(thread, status, results, failure);
    if (status != LUA_OK)
        lua_resetthread(thread);
    give_thread_back(driver, thread);
    return end;
}

/* The function is called with the RDD and the time in ms. */
OutputStatus driver_run_output(void *subject, const OutputCall *call, void **function,
    Failure *failure)
{
    Driver *driver = subject;
    lua_State *thread = take_thread(driver);
    *function = thread;
    lua_pushcfunction(thread, call_function);
    lua_pushcfunction(thread, bind_add_place);
    driver_push_function(thread, call->func);
    lua_pushinteger(thread, call->rdd);
    lua_pushinteger(thread, time_to_ms(call->batch));
    return go_on(driver, thread, 4, failure);
}

OutputStatus driver_resume_output(void *subject, void **function, Failure *failure)
{
    return go_on(subject, *function, 0, failure);
}

/* What it has to close is closed; it cannot wait any more. */
void driver_abandon_output(void *subject, void *function)
{
    lua_resetthread(function);
    give_thread_back(subject, function);
}

bool driver_can_wait(lua_State *L)
{
    const Driver *driver = driver_of(L);
    return L == driver->L && L != driver->main && lua_isyieldable(L) &&
        outputs_current(driver->sim)->context->state == CONTEXT_ACTIVE;
}
