// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "cli/run_options.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>

#include "cli/run_world.h"
#include "vm/base/mem.h"

void run_options_free(RunOptions *run)
{
    DriverOptions *options = &run->driver;
    for (int i = 0; i < options->n_feeds; i++) {
        buffer_free(&options->feeds[i].text);
        mem_free(options->feeds[i].file);
    }
    mem_free(options->feeds);
    for (int i = 0; i < options->n_files; i++) {
        mem_free(options->files[i].folder);
        mem_free(options->files[i].file);
        mem_free(options->files[i].name);
        mem_free(options->files[i].text);
    }
    mem_free(options->files);
    mem_free(run->world);
    mem_free(options->args);
    conf_free(&options->conf);
    buffer_free(&run->trace);
    buffer_free(&run->said);
    buffer_free(&run->handed);
    buffer_free(&run->answers);
    memset(run, 0, sizeof *run);
}

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

/* A program that nobody has read, and comes from another process as a text. */
static void read_box(lua_State *L, RunOptions *run)
{
    DriverOptions *options = &run->driver;
    lua_getfield(L, 1, "box");
    options->box = lua_touserdata(L, -1);
    lua_getfield(L, 1, "text");
    options->text = lua_tolstring(L, -1, &options->text_size);
    lua_pop(L, 2); /* the caller's table has them */
    options->answers = options->box != NULL ? &run->answers : NULL;
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
    lua_getfield(L, -7, "text");
    size_t size;
    const char *given = lua_tolstring(L, -1, &size); /* the caller's table has it */
    lua_pop(L, 1);
    feed->port = (int)lua_tointeger(L, -6);
    feed->file = mem_copy_string(luaL_checkstring(L, -5));
    ArrivalOptions *arrivals = &feed->arrivals;
    arrivals->rate = lua_isnumber(L, -4) ? lua_tonumber(L, -4) : 5;
    if (lua_isstring(L, -3))
        arrivals_find(lua_tostring(L, -3), &arrivals->process);
    arrivals->seed = (uint64_t)(lua_isinteger(L, -2) ? lua_tointeger(L, -2) : seed);
    feed->loop = lua_toboolean(L, -1);
    lua_pop(L, 6);
    if (given == NULL)
        return file_read(feed->file, &feed->text, err);
    buffer_append(&feed->text, given, size);
    return true;
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

static void read_options(lua_State *L, RunOptions *run)
{
    DriverOptions *options = &run->driver;
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
    options->said = flag(L, "keep_said") ? &run->said : NULL;
    options->handed = flag(L, "hands_back") ? &run->handed : NULL;
    options->silent = flag(L, "silent");
    options->apart = flag(L, "apart");
    run->alone = flag(L, "alone") || !options->apart;
    options->explain = flag(L, "explain");
    options->describe = flag(L, "describe");
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
    read_box(L, run);
    read_conf(L, &options->conf);
    read_args(L, options);
}

bool run_options_read(lua_State *L, RunOptions *options, Err *err)
{
    read_options(L, options);
    return read_feeds(L, &options->driver, err) && read_files(L, &options->driver, err);
}
