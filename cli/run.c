/* cli/run.c -- `sluice run`: from the table of cli/run.lua to a driver. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include <lauxlib.h>

#include "cli/host.h"
#include "cli/run_options.h"
#include "cli/run_progress.h"
#include "cli/run_world.h"
#include "cli/signals.h"
#include "lua/base/owned.h"
#include "lua/base/plain.h"

#define RUN_TYPE "cli.run"

/* Everything of one call, boxed: an error of Lua's frees it. */
typedef struct Run {
    RunOptions options;
    RunProgress progress;
    Driver *driver;
} Run;

static int run_collect(lua_State *L)
{
    Run *run = luaL_checkudata(L, 1, RUN_TYPE);
    signals_forget(run->driver);
    signals_leave(run->driver);
    driver_delete(run->driver);
    run_options_free(&run->options);
    run->driver = NULL;
    return 0;
}

static Run *push_run(lua_State *L)
{
    return owned_push(L, sizeof(Run), RUN_TYPE, run_collect);
}

/* Under the wall clock a time limit counts from the start, which is known only now. */
static void settle_limits(Run *run)
{
    RunLimits *limits = &run->options.driver.limits;
    if (!run->options.driver.wall)
        return;
    limits->endless = limits->until == TIME_NEVER && limits->batches == 0;
    if (limits->until != TIME_NEVER)
        limits->until += run->driver->clock->now;
}

/* Pushes what was kept in a buffer; nil if it was not to be. */
static void push_kept(lua_State *L, const Buffer *kept)
{
    if (kept == NULL)
        lua_pushnil(L);
    else
        lua_pushlstring(L, kept->data != NULL ? kept->data : "", kept->size);
}

/* run(config) -> exit code, text of the trace or nil, tables outside, what was said or
 * nil, what was handed back or nil, in a box the plain global `answers`; nil, message
 * if it could not begin */
int host_run(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    Run *run = push_run(L);
    Err err;
    if (run_options_read(L, &run->options, &err))
        run->driver = driver_new(&run->options.driver, &err);
    if (run->driver == NULL) {
        lua_pushnil(L);
        lua_pushstring(L, err.message);
        return 2;
    }

    settle_limits(run);
    if (lua_getfield(L, 1, "progress") == LUA_TTABLE)
        run_progress_init(&run->progress, L, &run->options.driver);
    /* A process for one program is ended by who made it. */
    bool is_enclosed = run->options.driver.box != NULL;
    if (!run->options.alone)
        signals_join(run->driver);
    else if (!is_enclosed)
        signals_watch(run->driver);
    int code = driver_run(run->driver);
    signals_forget(run->driver);
    signals_leave(run->driver);
    run_progress_end(&run->progress);
    lua_pushinteger(L, code);
    push_kept(L, run->options.driver.trace_text);
    run_push_stores(L, run->driver->tables);
    push_kept(L, run->options.driver.said);
    push_kept(L, run->options.driver.handed);
    const Buffer *answers = run->options.driver.answers;
    if (answers == NULL || answers->size == 0)
        return 5;
    return plain_read(L, answers->data, answers->size) ? 6 : 5;
}
