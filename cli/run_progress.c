// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/run_progress.h"

#include <math.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>

static double real_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* When a run will be over, counted from its beginning; TIME_NEVER if nobody knows. */
static SimTime goal_of(const Streaming *context, SimTime start)
{
    const RunLimits *limits = &context->sim->options.limits;
    SimTime goal = limits->until != TIME_NEVER ? limits->until - start : TIME_NEVER;
    if (limits->batches > 0) {
        SimTime last =
            context->graph.zero - start + limits->batches * context->graph.interval;
        goal = last < goal ? last : goal;
    }
    return goal;
}

static void set_integer(lua_State *L, const char *name, int64_t value)
{
    lua_pushinteger(L, value);
    lua_setfield(L, -2, name);
}

/* Pushes the facts of sluice.RunProgress. */
static void push_facts(lua_State *L, const Driver *driver)
{
    const Streaming *context = driver->contexts[driver->n_contexts - 1];
    SimTime goal = goal_of(context, driver->start);
    int64_t received = streaming_received(context);
    lua_createtable(L, 0, 4);
    set_integer(L, "now", driver->clock->now - driver->start);
    set_integer(L, "batch", context->n_ticks);
    set_integer(L, "records",
        received > context->in_batches ? received : context->in_batches);
    if (goal != TIME_NEVER)
        set_integer(L, "goal", goal);
}

/* table, driver -> when the next line may come */
static int show(lua_State *L)
{
    const Driver *driver = lua_touserdata(L, 2);
    lua_getfield(L, 1, "show");
    push_facts(L, driver);
    lua_call(L, 1, 1);
    return 1;
}

/* table */
static int hide(lua_State *L)
{
    lua_getfield(L, 1, "hide");
    lua_call(L, 0, 0);
    return 0;
}

/* Calls one of both. What fails there is left out: the run is not to suffer. */
static double call(RunProgress *progress, lua_CFunction function, const Driver *driver)
{
    lua_State *L = progress->L;
    if (!lua_checkstack(L, 4))
        return HUGE_VAL;
    lua_pushcfunction(L, function);
    lua_pushvalue(L, progress->table);
    lua_pushlightuserdata(L, (void *)driver);
    double due = lua_pcall(L, 2, 1, 0) == LUA_OK ? lua_tonumber(L, -1) : HUGE_VAL;
    lua_pop(L, 1);
    return due;
}

static void on_step(void *subject, const Driver *driver)
{
    RunProgress *progress = subject;
    if (driver->n_contexts == 0 || progress->mid_line || real_seconds() < progress->due)
        return;
    progress->due = call(progress, show, driver);
    progress->shown = true;
}

void run_progress_end(RunProgress *progress)
{
    if (progress->shown)
        call(progress, hide, NULL);
    progress->shown = false;
}

static void on_write(void *subject, const FILE *stream, const char *text, size_t size)
{
    RunProgress *progress = subject;
    if (stream == stdout && !progress->is_shared)
        return;
    run_progress_end(progress);
    if (size > 0)
        progress->mid_line = text[size - 1] != '\n';
}

void run_progress_init(RunProgress *progress, lua_State *L, DriverOptions *options)
{
    progress->L = L;
    progress->table = lua_gettop(L);
    progress->is_shared = isatty(STDOUT_FILENO);
    progress->watcher =
        (DriverWatcher){.subject = progress, .stepped = on_step, .writes = on_write};
    options->watcher = &progress->watcher;
}
