/* lua/driver.h -- one run of a learner's program.
 * Spark: the driver program, and what spark-submit makes around it.
 *
 * Owns the driver's Lua state, the clock, the queue, the trace, the workers and, once
 * the program has made a context, the Sim. driver_run runs the program from its first
 * line to its last; all that it prints goes to standard output, all that sluice has to
 * say about it to standard error. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_H
#define SLUICE_LUA_DRIVER_H

#include <lua.h>
#include <signal.h>
#include <stdio.h>

#include "lua/runner.h"
#include "lua/state.h"
#include "vm/base/file.h"
#include "vm/ingest/feed.h"
#include "vm/sched/sim.h"
#include "vm/sched/streaming.h"
#include "vm/sim/wall.h"

typedef struct Feed {
    int port;
    Buffer text; /* of the file */
    double rate;
    FeedProcess process;
    uint64_t seed;
    bool loop;
    char *file;
} Feed;

/* How messages look; see lua/sluice/report.lua. */
typedef struct DriverStyle {
    bool quiet;
    bool verbose;
    bool strict;
    bool json;
    bool color;
    bool ascii;
    int width; /* columns of the terminal, 0 if there is none */
} DriverStyle;

typedef struct DriverOptions {
    const char *file;  /* the program; "-" is standard input */
    const char **args; /* global `arg` of the program */
    int n_args;
    RunLimits limits;
    bool wall;
    int64_t seed;
    int workers;
    Conf conf; /* settings that replace the program's */
    Feed *feeds;
    int n_feeds;
    const char *trace_path; /* NULL: no file */
    Buffer *trace_text;     /* NULL: not kept */
    DriverStyle style;
} DriverOptions;

typedef struct Driver {
    const DriverOptions *options;
    StateContext state;
    lua_State *L;
    lua_State *shipping; /* a thread of L for reading globals, under its own lock */
    Queue *queue;
    Clock simulated;
    Wall *wall; /* NULL under the simulated clock */
    Clock *clock;
    Trace trace;
    FileWriter *trace_file;
    Runner *runner;
    Sim *sim;         /* the application; NULL before the program makes one */
    Sim **former;     /* those before it, which are stopped */
    int n_former;
    Buffer scratch;   /* what is being shipped; here, since Lua may raise meanwhile */
    Shipped *shipped; /* by function */
    int n_functions;
    int shipped_capacity;
    struct DriverLocks *locks;
    Buffer *broadcasts; /* as they travel, by number - 1; empty: destroyed */
    int n_broadcasts;
    int broadcasts_capacity;
    char **interned; /* names that outlive the Lua strings they came from */
    int n_interned;
    int interned_capacity;
    volatile sig_atomic_t interrupted;
    volatile sig_atomic_t pipe_closed;
    bool muted;  /* what is printed goes nowhere: the program rebuilds a context */
    bool failed; /* some batch or the program failed */
    int exit_code;
} Driver;

enum { EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INTERRUPTED = 130, EXIT_PIPE = 141 };

/* Makes a driver; NULL and err if the clock, the trace file or memory is not to be had.
 */
Driver *driver_new(const DriverOptions *options, Err *err);
void driver_delete(Driver *driver);

/* Runs the program and returns the exit code of the process (design part 8). */
int driver_run(Driver *driver);

/* Ends the run soon; may be called from a signal handler. */
void driver_interrupt(Driver *driver);

/* For the bindings. */

static inline Driver *driver_of(lua_State *L)
{
    return state_context(L)->owner;
}

/* A copy of a name that lives as long as the driver; equal names are one. */
const char *driver_intern(Driver *driver, const char *name);

/* Keeps the function at a stack index of L and gives it a number. */
FuncId driver_keep_function(Driver *driver, lua_State *L, int index);

/* Makes the application with these settings; false and err if one is running. What a
 * stopped one left can still be looked at. */
bool driver_open_sim(Driver *driver, const Conf *conf, Err *err);

/* The streaming contexts of all applications, numbered from 0 in order of making. */
int driver_count_contexts(const Driver *driver);
Streaming *driver_find_context(const Driver *driver, lua_Integer number); /* or NULL */

/* Standard output: what the program or a task prints. */
void driver_print(Driver *driver, const char *place, const char *text, size_t size);

/* Pushes the error value of a failure (a table with class, message and more). */
void driver_push_failure(lua_State *L, const Failure *failure);

/* Raises the error that unwinds the program after an interruption or at the end. */
int driver_unwind(lua_State *L);

#endif
