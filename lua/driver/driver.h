/* lua/driver/driver.h -- one run of a learner's program.
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

#include "lua/base/box.h"
#include "lua/base/state.h"
#include "lua/task/evaluates.h"
#include "lua/task/runner.h"
#include "vm/base/file.h"
#include "vm/ingest/appearing.h"
#include "vm/ingest/feed.h"
#include "vm/ingest/world.h"
#include "vm/sched/sim.h"
#include "vm/sim/wall.h"
#include "vm/streaming/streaming.h"

typedef struct Feed {
    int port;
    Buffer text; /* of the file */
    ArrivalOptions arrivals;
    bool loop;
    char *file;
} Feed;

/* A file that appears in a folder, of the simulated clock. One of the world has a name,
 * and its time counts from the beginning of the first application. */
typedef struct FutureFile {
    char *folder;
    char *file; /* what is in it; NULL: the text */
    char *name; /* NULL: that of `file` */
    char *text;
    SimTime at;
} FutureFile;

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

typedef struct Driver Driver;

/* Whoever looks on while a run goes on, and is told before something is written to
 * standard output or standard error. Both are called often. */
typedef struct DriverWatcher {
    void *subject;
    void (*stepped)(void *subject, const Driver *driver); /* between two events */
    void (*writes)(void *subject, const FILE *stream, const char *text, size_t size);
} DriverWatcher;

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
    FutureFile *files;
    int n_files;
    const WorldLine *world; /* borrowed, with its texts */
    int n_world;
    const char *world_file; /* how messages call it */
    const char *trace_path; /* NULL: no file */
    Buffer *trace_text;     /* NULL: not kept */
    DriverStyle style;
    bool silent;   /* what is printed goes into the trace only */
    bool explain;  /* what needs the trace of the whole run is said, too */
    bool describe; /* the program is read up to its first start, and nothing runs */
    bool apart;   /* what it writes goes into a folder of its own: lua/driver/apart.h */
    bool by_hand; /* nothing is run: it is a session (lua/driver/session.h) */
    Buffer *said; /* what would go to standard error; NULL: it goes there */
    Buffer *handed; /* warnings for who runs this to say, lua/sluice/voice.lua, as JSON
                     * Lines; NULL: they are said as all others */
    Box *box;       /* nobody has read the program: lua/base/sandbox.h; or NULL */
    const char *text; /* of the program, in place of that of the file; or NULL */
    size_t text_size;
    Buffer *answers; /* the global of that name at the end, as lua/base/plain.h writes
                      * it; empty if it is not plain; NULL: not wanted */
    const DriverWatcher *watcher; /* NULL: nobody */
} DriverOptions;

/* A broadcast variable. */
typedef struct Broadcast {
    Buffer value;    /* as it travels */
    char *destroyed; /* what Spark says to those who use it then; NULL before */
} Broadcast;

/* Why a function of the program is kept; see lua/driver/driver_functions.h. */
typedef struct FunctionHold {
    int pins;
    bool marked;   /* during a sweep: an RDD has it */
    bool free;     /* the number is spare */
    int read;      /* the version that the next two are of; 0: none */
    unsigned fits; /* operators that can evaluate it: a bit for each Evaluates */
    bool splits;   /* as NATIVE_SPLIT */
    unsigned told; /* what the trace says of it already */
} FunctionHold;

struct Driver {
    const DriverOptions *options;
    StateContext state;
    lua_State *main;  /* the thread of the program's lines */
    lua_State *L;     /* the thread that runs now: the main one or an output's */
    lua_State **idle; /* threads of outputs that ended, for those to come */
    int n_idle;
    int idle_capacity;
    lua_State *shipping; /* a thread of L for reading globals, under its own lock */
    Queue *queue;
    int64_t fired; /* events of the queues before it, of other lives */
    Clock simulated;
    SimTime start; /* where that begins */
    Wall *wall;    /* NULL under the simulated clock */
    Clock *clock;
    Tables *tables;       /* outside */
    Appearing *appearing; /* NULL under the wall clock */
    World *world;         /* the same */
    char *world_folder;   /* of the texts of its files, or NULL */
    char *apart_folder;   /* of what it writes, or NULL */
    Buffer source;        /* the text of the program, once it is read */
    Trace trace;
    FileWriter *trace_file;
    Runner *runner;
    SimCounts before; /* of the life before this one */
    bool has_before;
    Sim *sim;      /* the application; NULL before the program makes one */
    Sim **stopped; /* those before it, which the program may still ask for things */
    int n_stopped;
    int stopped_capacity;
    Streaming **contexts; /* of all applications, in order; borrowed */
    int n_contexts;
    int contexts_capacity;
    Buffer scratch;   /* what is being shipped; here, since Lua may raise meanwhile */
    Shipped *shipped; /* by function */
    int n_functions;
    int shipped_capacity;
    FunctionHold *holds; /* by function */
    int holds_capacity;
    FuncId *spare; /* numbers of functions that are gone */
    int n_spare;
    int spare_capacity;
    struct DriverLocks *locks;
    Broadcast *broadcasts; /* by number - 1 */
    int n_broadcasts;
    int broadcasts_capacity;
    char **interned; /* names that outlive the Lua strings they came from */
    int n_interned;
    int interned_capacity;
    volatile sig_atomic_t interrupted; /* an Interruption */
    bool was_killed;                   /* this life of the driver is not the first */
    volatile sig_atomic_t pipe_closed;
    bool muted;  /* what is printed goes nowhere: the program rebuilds a context */
    bool failed; /* some batch or the program failed */
    lua_Integer first_note; /* for listeners: the next to be handed on */
    lua_Integer last_note;  /* one more than the last */
    bool is_delivering;
    bool in_listener; /* the innermost function of the program is a listener's */
    int exit_code;
};

/* Why the program is to be unwound. */
typedef enum Interruption {
    NOT_INTERRUPTED,
    INTERRUPTED_FROM_OUTSIDE, /* the run ends */
    DRIVER_KILLED,            /* a fault of the simulation */
    PROGRAM_DESCRIBED         /* it is only to be read */
} Interruption;

enum { EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INTERRUPTED = 130, EXIT_PIPE = 141 };

/* Makes a driver; NULL and err if the clock, the trace file or memory is not to be had.
 */
Driver *driver_new(const DriverOptions *options, Err *err);
void driver_delete(Driver *driver);

/* Runs the program and returns the exit code of the process (design part 8). */
int driver_run(Driver *driver);

/* Ends the run soon; may be called from a signal handler. */
void driver_interrupt(Driver *driver);

/* The driver dies at this moment of the simulation; called by an event. */
void driver_kill(Driver *driver);

static inline bool driver_is_killed(const Driver *driver)
{
    return driver->interrupted == DRIVER_KILLED;
}

/* For the bindings. */

static inline Driver *driver_of(lua_State *L)
{
    return state_context(L)->owner;
}

/* A copy of a name that lives as long as the driver; equal names are one. */
const char *driver_intern(Driver *driver, const char *name);

/* Keeps the function at a stack index of L, pins it, and gives it a number. */
FuncId driver_keep_function(Driver *driver, lua_State *L, int index);

/* Undoes one pin (FUNC_NONE: nothing): from now on it lives as long as RDDs have it. */
void driver_unpin_function(Driver *driver, FuncId func);

/* Makes a function ready for tasks, as it and what it captured are now. One that cannot
 * travel any more stays as it was shipped last. */
void driver_ship(Driver *driver, FuncId func);

/* Makes the application with these settings; false and err if one runs already. A
 * stopped one is kept, with its contexts, which are stopped, too. */
bool driver_open_sim(Driver *driver, const Conf *conf, Err *err);

/* Keeps a context of the application, and returns its number. */
int driver_keep_context(Driver *driver, Streaming *context);

/* Something is to be written to standard output or standard error. */
void driver_tell_watcher(const Driver *driver, const FILE *stream, const char *text,
    size_t size);

/* Standard output: what the program or a task prints. */
void driver_print(Driver *driver, const char *place, const char *text, size_t size);

/* Pushes the error value of a failure (a table with class, message and more). */
void driver_push_failure(lua_State *L, const Failure *failure);

/* Whether what runs in L may give way: it is the function of the output that runs now,
 * no function of C is on its stack that could not be left, and its context has not been
 * stopped, so that it will be resumed. */
bool driver_can_wait(lua_State *L);

/* The program is unwound before its next line. */
void driver_leave(Driver *driver);

/* Raises the error that unwinds the program after an interruption or at the end. */
int driver_unwind(lua_State *L);

#endif
