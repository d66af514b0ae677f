// SPDX-License-Identifier: MIT
#include "lua/driver/driver.h"

#include <errno.h>
#include <lauxlib.h>
#include <string.h>

#include "lua/base/json.h"
#include "lua/base/plain.h"
#include "lua/base/sandbox.h"
#include "lua/base/scripts.h"
#include "lua/driver/apart.h"
#include "lua/driver/bind.h"
#include "lua/driver/driver_files.h"
#include "lua/driver/driver_parts.h"
#include "lua/driver/driver_world.h"
#include "vm/base/mem.h"
#include "vm/base/random.h"
#include "vm/streaming/outputs.h"

/* Its address is the error value that unwinds the program. */
static const char UNWIND = 'u';

/* The trace: into a file, into memory, or both. */
static void keep_trace_line(void *subject, const char *line, size_t size)
{
    Driver *driver = subject;
    if (driver->trace_file != NULL)
        file_write(driver->trace_file, line, size);
    if (driver->options->trace_text != NULL)
        buffer_append(driver->options->trace_text, line, size);
    if (driver->options->box != NULL)
        driver->options->box->trace(driver->options->box, line, size);
}

static bool open_trace(Driver *driver, Err *err)
{
    const DriverOptions *options = driver->options;
    if (options->trace_path != NULL) {
        driver->trace_file = file_create(options->trace_path, err);
        if (driver->trace_file == NULL)
            return false;
    }
    bool wanted = options->trace_path != NULL || options->trace_text != NULL ||
        options->box != NULL;
    trace_init(&driver->trace, wanted ? keep_trace_line : NULL, driver);
    return true;
}

static bool open_clock(Driver *driver, Err *err)
{
    if (!driver->options->wall) {
        driver->clock = &driver->simulated;
        return driver_set_start(driver, &driver->options->conf, err) &&
            driver_files_open(driver, err);
    }
    driver->wall = wall_new(err);
    if (driver->wall == NULL)
        return false;
    driver->clock = wall_clock(driver->wall);
    return true;
}

/* What the program's lines execute counts in a box, and nowhere else. */
static void watch(Driver *driver)
{
    if (driver->options->box != NULL)
        box_watch(driver->main);
    else
        lua_sethook(driver->main, NULL, 0, 0);
}

static bool open_state(Driver *driver, Err *err)
{
    state_context_init(&driver->state);
    driver->state.owner = driver;
    state_enter_box(&driver->state, driver->options->box);
    driver->main = driver->L = state_new(&driver->state);
    if (driver->L == NULL)
        return err_set(err, ERR_IO, "no memory for a Lua state");
    watch(driver);
    driver_open_shipping(driver);
    return true;
}

Driver *driver_new(const DriverOptions *options, Err *err)
{
    Driver *driver = mem_zero_alloc(sizeof *driver);
    driver->options = options;
    driver->queue = queue_new();
    driver->tables = tables_new();
    if (open_clock(driver, err) && open_trace(driver, err) && open_state(driver, err)) {
        if (driver->wall == NULL)
            driver_world_open(driver);
        return driver;
    }
    driver_delete(driver);
    return NULL;
}

void driver_end_life(Driver *driver)
{
    if (driver->main != NULL)
        lua_sethook(driver->main, NULL, 0, 0);
    if (driver->sim != NULL) {
        driver->before = sim_counts(driver->sim);
        driver->has_before = true;
    }
    sim_delete(driver->sim);
    for (int i = 0; i < driver->n_stopped; i++)
        sim_delete(driver->stopped[i]);
    mem_free(driver->stopped);
    mem_free(driver->contexts);
    driver->sim = NULL;
    driver->stopped = NULL;
    driver->n_stopped = driver->stopped_capacity = 0;
    driver->contexts = NULL;
    driver->n_contexts = driver->contexts_capacity = 0;
    driver_close_shipping(driver);
    state_close(driver->main, &driver->state);
    driver->main = driver->L = NULL;
    mem_free(driver->idle);
    driver->idle = NULL;
    driver->n_idle = driver->idle_capacity = 0;
}

void driver_delete(Driver *driver)
{
    if (driver == NULL)
        return;
    driver_end_life(driver);
    apart_close(driver);
    driver_world_close(driver);
    tables_delete(driver->tables);
    if (driver->trace_file != NULL)
        file_discard(driver->trace_file);
    trace_free(&driver->trace);
    if (driver->wall != NULL)
        wall_delete(driver->wall);
    appearing_delete(driver->appearing);
    queue_delete(driver->queue);
    buffer_free(&driver->scratch);
    buffer_free(&driver->source);
    for (int i = 0; i < driver->n_interned; i++)
        mem_free(driver->interned[i]);
    mem_free(driver->interned);
    mem_free(driver);
}

const char *driver_intern(Driver *driver, const char *name)
{
    for (int i = 0; i < driver->n_interned; i++) {
        if (strcmp(driver->interned[i], name) == 0)
            return driver->interned[i];
    }
    driver->interned = mem_grow(driver->interned, &driver->interned_capacity,
        driver->n_interned + 1, sizeof *driver->interned);
    driver->interned[driver->n_interned] = mem_copy_string(name);
    return driver->interned[driver->n_interned++];
}

void driver_tell_watcher(const Driver *driver, const FILE *stream, const char *text,
    size_t size)
{
    const DriverWatcher *watcher = driver->options->watcher;
    if (watcher != NULL)
        watcher->writes(watcher->subject, stream, text, size);
}

void driver_print(Driver *driver, const char *place, const char *text, size_t size)
{
    if (driver->muted)
        return;
    if (strcmp(place, "driver") == 0) /* tasks have charged what they print */
        box_charge_printed(driver->options->box, size);
    bool is_silent = driver->options->by_hand || driver->options->silent;
    if (!is_silent)
        driver_tell_watcher(driver, stdout, text, size);
    bool ok = is_silent || fwrite(text, 1, size, stdout) == size;
    if (driver->wall != NULL)
        ok = fflush(stdout) == 0 && ok;
    if (!ok && errno == EPIPE) {
        driver->pipe_closed = 1;
        driver->interrupted = 1;
    }
    OutputScope scope =
        driver->sim != NULL ? driver->sim->scope : (OutputScope){-1, -1};
    TRACE(&driver->trace, driver->clock->now, TRACE_PRINTED, trace_text(place),
        trace_int(scope.batch), trace_int(scope.output), trace_bytes(text, size));
}

/* Running the program. */

int driver_unwind(lua_State *L)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)&UNWIND);
    return lua_error(L);
}

/* Calls a function of sluice.report with the n values on the top. */
static void report(lua_State *L, const char *function, int n)
{
    bind_push_api(L, "sluice.report", function);
    lua_insert(L, -(n + 1));
    lua_call(L, n, 0);
}

/* Runs while the stack of the error is still there, so that the place can be found. */
static int handle_error(lua_State *L)
{
    if (lua_touserdata(L, 1) == &UNWIND)
        return 1;
    box_check_memory(L);
    driver_of(L)->failed = true;
    report(L, "uncaught", 1);
    driver_unwind(L);
    return 1;
}

static void seed_random(lua_State *L, int64_t seed)
{
    Random random;
    random_init(&random, (uint64_t)seed, "driver");
    lua_getglobal(L, "math");
    lua_getfield(L, -1, "randomseed");
    lua_pushinteger(L, (lua_Integer)random_bits(&random));
    lua_pushinteger(L, (lua_Integer)random_bits(&random));
    lua_call(L, 2, 0);
    lua_pop(L, 1);
}

static void set_arguments(lua_State *L, const DriverOptions *options)
{
    lua_createtable(L, options->n_args, 1);
    lua_pushstring(L, options->file);
    lua_rawseti(L, -2, 0);
    for (int i = 0; i < options->n_args; i++) {
        lua_pushstring(L, options->args[i]);
        lua_rawseti(L, -2, i + 1);
    }
    sandbox_push_globals(L);
    lua_insert(L, -2);
    lua_setfield(L, -2, "arg");
    lua_pop(L, 1);
}

void driver_prepare(lua_State *L)
{
    const DriverOptions *options = driver_of(L)->options;
    bind_open(L);
    seed_random(L, options->seed);
    set_arguments(L, options);
}

static int run_program(lua_State *L)
{
    Driver *driver = driver_of(L);
    const DriverOptions *options = driver->options;
    driver_prepare(L);
    if (!driver_load_program(L)) {
        driver->failed = true;
        report(L, "not_loaded", 1);
        return 0;
    }

    lua_pushcfunction(L, handle_error);
    lua_insert(L, -2);
    int program = lua_gettop(L);
    luaL_checkstack(L, options->n_args + 1, "too many arguments");
    for (int i = 0; i < options->n_args; i++)
        lua_pushstring(L, options->args[i]);
    int status = lua_pcall(L, options->n_args, 0, program - 1);
    if (status != LUA_OK && lua_touserdata(L, -1) != &UNWIND) {
        box_check_memory(L);
        driver->failed = true;
        report(L, "uncaught", 1); /* no memory, or an error while handling one */
    }
    return 0;
}

static int finish_program(lua_State *L)
{
    luaL_requiref(L, "sluice.json", json_open, 0); /* the end may read the trace */
    lua_pop(L, 1);
    report(L, "finish", 0);
    return 0;
}

enum { MOST_ANSWERS = 1 << 20 }; /* bytes */

static int read_answers(lua_State *L)
{
    Buffer *answers = driver_of(L)->options->answers;
    sandbox_push_globals(L);
    lua_pushliteral(L, "answers");
    if (lua_rawget(L, -2) != LUA_TTABLE || !plain_write(L, -1, MOST_ANSWERS, answers))
        buffer_clear(answers);
    return 0;
}

/* The program's last line is behind us, or an error. */
static void protect(Driver *driver, lua_CFunction function)
{
    lua_State *L = driver->L;
    if (L == NULL)
        return; /* the run was ended while the driver was dead */
    lua_settop(L, 0);
    lua_pushcfunction(L, function);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK && lua_touserdata(L, -1) != &UNWIND) {
        driver->failed = true;
        fprintf(stderr, "sluice: error: %s [internal]\n", luaL_tolstring(L, -1, NULL));
    }
    lua_settop(L, 0);
}

static void close_trace(Driver *driver)
{
    if (driver->n_contexts > 0)
        streaming_close_trace(driver->contexts[driver->n_contexts - 1]);
    else
        TRACE(&driver->trace, driver->clock->now, TRACE_STOPPED,
            trace_text(
                end_reason_name(driver->interrupted ? END_INTERRUPTED : END_NONE)),
            trace_int(0), trace_int(0));
    Err err;
    if (driver->trace_file != NULL && !file_commit(driver->trace_file, &err)) {
        fprintf(stderr, "sluice: error: %s [cannot-write]\n", err.message);
        driver->failed = true;
    }
    driver->trace_file = NULL;
}

static void run_life(Driver *driver)
{
    protect(driver, run_program);
    watch(driver);
    for (int i = 0; i < driver->n_contexts; i++)
        outputs_abandon(driver->contexts[i]);
}

bool driver_begin_life(Driver *driver, Err *err)
{
    driver->muted = driver->is_delivering = driver->in_listener = false;
    driver->first_note = driver->last_note = 0;
    return open_state(driver, err);
}

/* A fresh life of a driver that was killed, if there is to be one. */
static bool start_again(Driver *driver)
{
    Err err;
    if (!driver_world_restarts(driver))
        return false;
    if (driver_begin_life(driver, &err))
        return true;
    fprintf(stderr, "sluice: error: %s [internal]\n", err.message);
    driver->failed = true;
    return false;
}

int driver_run(Driver *driver)
{
    run_life(driver);
    while (start_again(driver))
        run_life(driver);
    driver_tell_watcher(driver, stderr, "", 0); /* errors may follow */
    close_trace(driver);
    fflush(stdout);
    protect(driver, finish_program);
    if (driver->options->answers != NULL)
        protect(driver, read_answers);
    const DriverStyle *style = &driver->options->style;
    if (driver->L == NULL && !style->quiet && !style->json)
        fprintf(stderr, "sluice: stopped at %lld s, while the driver was dead\n",
            (long long)(driver->clock->now / TIME_S(1)));
    if (driver->pipe_closed)
        return EXIT_PIPE;
    if (driver->interrupted == INTERRUPTED_FROM_OUTSIDE)
        return EXIT_INTERRUPTED;
    if (driver->exit_code != 0)
        return driver->exit_code;
    return driver->failed ? EXIT_FAILED : 0;
}

static void stop_here(lua_State *L, lua_Debug *at)
{
    (void)at;
    driver_unwind(L); /* the hook stays, so that pcall cannot swallow it */
}

static void unwind_soon(Driver *driver)
{
    const int everywhere = LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT;
    if (driver->main == NULL)
        return; /* between two lives */
    lua_sethook(driver->main, stop_here, everywhere, 1);
    lua_sethook(driver->L, stop_here, everywhere, 1);
}

void driver_kill(Driver *driver)
{
    if (driver->interrupted == INTERRUPTED_FROM_OUTSIDE)
        return;
    driver->interrupted = DRIVER_KILLED;
    unwind_soon(driver);
}

void driver_leave(Driver *driver)
{
    if (driver->interrupted != INTERRUPTED_FROM_OUTSIDE)
        driver->interrupted = PROGRAM_DESCRIBED;
    unwind_soon(driver);
}

void driver_interrupt(Driver *driver)
{
    driver->interrupted = INTERRUPTED_FROM_OUTSIDE;
    if (driver->wall != NULL)
        wall_wake(driver->wall);
    if (driver->runner != NULL)
        runner_interrupt(driver->runner);
    unwind_soon(driver);
}
