/* cli/run.c -- `sluice run`: from the table of cli/run.lua to a driver, and signals. */
// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>

#include "cli/host.h"
#include "cli/run_world.h"
#include "lua/base/owned.h"
#include "lua/driver/driver.h"
#include "vm/base/mem.h"

#define RUN_TYPE "cli.run"

/* Everything of one call, boxed: an error of Lua's frees it. */
typedef struct Run {
    DriverOptions options;
    Driver *driver;
    Buffer trace;
    WorldLine *world;
} Run;

/* A signal has no other way to find the run it is meant for. */
static Driver *volatile signalled;
static struct timespec signalled_at;

/* Some programs send a signal to a process and to its group, so that it comes twice. */
static bool is_echo(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ms = (int64_t)(now.tv_sec - signalled_at.tv_sec) * 1000 +
        (now.tv_nsec - signalled_at.tv_nsec) / 1000000;
    return ms < 300;
}

/* The first ends the run, with whole files; a second one leaves at once. */
static void on_interrupt(int signal_number)
{
    (void)signal_number;
    Driver *driver = signalled;
    if (driver == NULL)
        _exit(EXIT_INTERRUPTED);
    if (driver->interrupted != INTERRUPTED_FROM_OUTSIDE) {
        clock_gettime(CLOCK_MONOTONIC, &signalled_at);
        driver_interrupt(driver);
    } else if (!is_echo()) {
        _exit(EXIT_INTERRUPTED);
    }
}

static int run_collect(lua_State *L)
{
    Run *run = luaL_checkudata(L, 1, RUN_TYPE);
    signalled = NULL;
    driver_delete(run->driver);
    for (int i = 0; i < run->options.n_feeds; i++) {
        buffer_free(&run->options.feeds[i].text);
        mem_free(run->options.feeds[i].file);
    }
    mem_free(run->options.feeds);
    for (int i = 0; i < run->options.n_files; i++) {
        mem_free(run->options.files[i].folder);
        mem_free(run->options.files[i].file);
        mem_free(run->options.files[i].name);
        mem_free(run->options.files[i].text);
    }
    mem_free(run->options.files);
    mem_free(run->world);
    mem_free(run->options.args);
    conf_free(&run->options.conf);
    buffer_free(&run->trace);
    memset(run, 0, sizeof *run);
    return 0;
}

static Run *push_run(lua_State *L)
{
    return owned_push(L, sizeof(Run), RUN_TYPE, run_collect);
}

/* Reading the table at index 1. Texts stay alive as long as that table does. */

static bool flag(lua_State *L, const char *name)
{
    lua_getfield(L, 1, name);
    bool value = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return value;
}

static int64_t integer(lua_State *L, const char *name, int64_t absent)
{
    int is_integer;
    lua_getfield(L, 1, name);
    int64_t value = lua_tointegerx(L, -1, &is_integer);
    lua_pop(L, 1);
    return is_integer ? value : absent;
}

static const char *text(lua_State *L, const char *name)
{
    lua_getfield(L, 1, name);
    const char *value = lua_tostring(L, -1);
    lua_pop(L, 1);
    return value;
}

static void read_conf(lua_State *L, Conf *conf)
{
    lua_getfield(L, 1, "conf");
    lua_Integer n = lua_istable(L, -1) ? luaL_len(L, -1) : 0;
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, -1, i);
        lua_rawgeti(L, -1, 1);
        lua_rawgeti(L, -2, 2);
        conf_set(conf, luaL_checkstring(L, -2), luaL_checkstring(L, -1));
        lua_pop(L, 3);
    }
    lua_pop(L, 1);
    const char *master = text(L, "master");
    if (master != NULL)
        conf_set(conf, "spark.master", master);
}

static void read_args(lua_State *L, DriverOptions *options)
{
    lua_getfield(L, 1, "args");
    int n = lua_istable(L, -1) ? (int)luaL_len(L, -1) : 0;
    options->args = mem_zero_alloc(((size_t)n + 1) * sizeof *options->args);
    for (int i = 0; i < n; i++) {
        lua_rawgeti(L, -1, i + 1);
        options->args[i] = lua_tostring(L, -1);
        lua_pop(L, 1);
    }
    options->n_args = n;
    lua_pop(L, 1);
}

/* Reads the feed on the top of the stack. */
static bool read_feed(lua_State *L, Feed *feed, int64_t seed, Err *err)
{
    lua_getfield(L, -1, "port");
    lua_getfield(L, -2, "file");
    lua_getfield(L, -3, "rate");
    lua_getfield(L, -4, "process");
    lua_getfield(L, -5, "seed");
    lua_getfield(L, -6, "loop");
    feed->port = (int)lua_tointeger(L, -6);
    feed->file = mem_copy_string(luaL_checkstring(L, -5));
    ArrivalOptions *arrivals = &feed->arrivals;
    arrivals->rate = lua_isnumber(L, -4) ? lua_tonumber(L, -4) : 5;
    if (lua_isstring(L, -3))
        arrivals_find(lua_tostring(L, -3), &arrivals->process);
    arrivals->seed = (uint64_t)(lua_isinteger(L, -2) ? lua_tointeger(L, -2) : seed);
    feed->loop = lua_toboolean(L, -1);
    lua_pop(L, 6);
    return file_read(feed->file, &feed->text, err);
}

static bool read_feeds(lua_State *L, DriverOptions *options, Err *err)
{
    lua_getfield(L, 1, "feeds");
    int n = lua_istable(L, -1) ? (int)luaL_len(L, -1) : 0;
    options->feeds = mem_zero_alloc(((size_t)n + 1) * sizeof *options->feeds);
    bool ok = true;
    for (int i = 0; ok && i < n; i++) {
        lua_rawgeti(L, -1, i + 1);
        options->n_feeds++;
        ok = read_feed(L, &options->feeds[i], options->seed, err);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return ok;
}

/* A copy of a text on the stack; NULL if there is none. */
static char *copy(lua_State *L, int index)
{
    return lua_isstring(L, index) ? mem_copy_string(lua_tostring(L, index)) : NULL;
}

/* Reads the file on the top of the stack; one that has no text has to be there. */
static bool read_file(lua_State *L, FutureFile *file, Err *err)
{
    lua_getfield(L, -1, "folder");
    lua_getfield(L, -2, "file");
    lua_getfield(L, -3, "at");
    lua_getfield(L, -4, "name");
    lua_getfield(L, -5, "text");
    file->folder = mem_copy_string(luaL_checkstring(L, -5));
    file->file = copy(L, -4);
    file->at = lua_tointeger(L, -3);
    file->name = copy(L, -2);
    file->text = copy(L, -1);
    lua_pop(L, 5);
    return file->file == NULL || access(file->file, R_OK) == 0 ||
        err_set(err, ERR_IO, "cannot read %s: %s", file->file, strerror(errno));
}

static bool read_files(lua_State *L, DriverOptions *options, Err *err)
{
    lua_getfield(L, 1, "files");
    int n = lua_istable(L, -1) ? (int)luaL_len(L, -1) : 0;
    options->files = mem_zero_alloc(((size_t)n + 1) * sizeof *options->files);
    bool ok = true;
    for (int i = 0; ok && i < n; i++) {
        lua_rawgeti(L, -1, i + 1);
        options->n_files++;
        ok = read_file(L, &options->files[i], err);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return ok;
}

static int default_workers(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 1 ? (int)cores : 1;
}

static void read_options(lua_State *L, Run *run)
{
    DriverOptions *options = &run->options;
    const char *clock = text(L, "clock");
    options->file = text(L, "file");
    options->wall = clock != NULL && strcmp(clock, "wall") == 0;
    options->limits = (RunLimits){
        .until = integer(L, "until_us", TIME_NEVER),
        .batches = integer(L, "batches", 0),
    };
    options->seed = integer(L, "seed", 1);
    options->workers = (int)integer(L, "workers", default_workers());
    options->trace_path = text(L, "trace");
    options->trace_text = flag(L, "keep_trace") ? &run->trace : NULL;
    options->style = (DriverStyle){
        .quiet = flag(L, "quiet"),
        .verbose = flag(L, "verbose"),
        .strict = flag(L, "strict"),
        .json = flag(L, "json"),
        .color = flag(L, "color"),
        .ascii = flag(L, "ascii"),
        .width = (int)integer(L, "width", 0),
    };
    run->world = run_read_world(L, &options->n_world, options->seed);
    options->world = run->world;
    options->world_file = text(L, "world_file");
    read_conf(L, &options->conf);
    read_args(L, options);
}

/* Under the wall clock a time limit counts from the start, which is known only now. */
static void settle_limits(Run *run)
{
    RunLimits *limits = &run->options.limits;
    if (!run->options.wall)
        return;
    limits->endless = limits->until == TIME_NEVER && limits->batches == 0;
    if (limits->until != TIME_NEVER)
        limits->until += run->driver->clock->now;
}

static void watch_signals(Driver *driver)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    sigemptyset(&action.sa_mask);
    signalled = driver;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static void ignore_signals(void)
{
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signalled = NULL;
}

/* run(config) -> exit code, text of the trace or nil, tables outside; nil, message if
 * it could not begin */
int host_run(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    Run *run = push_run(L);
    Err err;
    read_options(L, run);
    if (!read_feeds(L, &run->options, &err) || !read_files(L, &run->options, &err)) {
        lua_pushnil(L);
        lua_pushstring(L, err.message);
        return 2;
    }
    run->driver = driver_new(&run->options, &err);
    if (run->driver == NULL) {
        lua_pushnil(L);
        lua_pushstring(L, err.message);
        return 2;
    }

    settle_limits(run);
    watch_signals(run->driver);
    int code = driver_run(run->driver);
    ignore_signals();
    lua_pushinteger(L, code);
    if (run->options.trace_text != NULL)
        lua_pushlstring(L, run->trace.data != NULL ? run->trace.data : "",
            run->trace.size);
    else
        lua_pushnil(L);
    run_push_stores(L, run->driver->tables);
    return 3;
}
