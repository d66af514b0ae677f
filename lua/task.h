/* lua/task.h -- a worker from inside, and the task that runs in it: what worker.c,
 * task_functions.c, task_failure.c, pipeline.c, narrow.c and sinks.c share. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_TASK_H
#define SLUICE_LUA_TASK_H

#include "lua/worker.h"

typedef struct Task Task;
typedef struct Pipe Pipe;

/* A consumer of records. `push` takes the one or two values on the top of the stack (a
 * pair is two) and leaves the stack as it was below them. It returns false once it
 * wants no more; whoever gets false stops and passes it on. */
typedef bool PipePush(Pipe *pipe, Task *task, int n);

struct Pipe {
    PipePush *push;
    Pipe *next;
    const Rdd *rdd; /* whose work this is */
    int function;   /* stack index of its function */
    int64_t calls;  /* records it was given */
};

/* A function that a worker has loaded. */
typedef struct Loaded {
    int version; /* 0: not loaded */
    bool has_cells;
    NativeOp native; /* of a function that needs no copy */
} Loaded;

/* What belongs to a task and is used again by the next is kept here. */
struct Worker {
    WorkerSupply supply;
    StateContext state;
    lua_State *L;
    Task *task;     /* the one that runs, or NULL */
    Loaded *loaded; /* by function */
    int loaded_capacity;
    FuncId *used; /* functions that the task uses */
    int n_used;
    int used_capacity;
    Combiner **combiners;
    int n_combiners;
    int combiners_taken;
    Buffer **scratches;
    int n_scratches;
    int scratches_taken;
};

struct Task {
    Worker *worker;
    lua_State *L;
    const StageWork *work;
    const TaskSpec *spec;
    TaskResult *result;
    /* What a failure tells: the function that runs, where its arguments stand, and the
     * record that was read from the source. */
    const Rdd *active;
    int arguments;
    int n_arguments;
    const char *source; /* NULL: none */
};

/* Stack indices of the frame in which a task runs. */
enum { TASK_SELF = 1, TASK_FUNCTIONS = 2, TASK_ANCHOR = 3, TASK_BASE = 3 };

/* Pushes a function of the learner's, with its captured variables as they were shipped.
 */
NativeOp task_push_function(Task *task, FuncId func);

/* Readies a new state for functions; begins a task, which pushes TASK_FUNCTIONS and
 * TASK_ANCHOR; looks whether the task changed what a function captured. In
 * lua/task_functions.c. */
void task_open_functions(lua_State *L);
void task_begin_functions(Task *task);
void task_note_changes(Task *task);

/* Pushes the table of globals that the functions of the task see. */
void task_push_environment(lua_State *L);

/* The C function whose frame is the task's. */
int task_body(lua_State *L);

/* A combiner of the worker's, empty; it is free again when the task ends. */
Combiner *task_take_combiner(Task *task);

/* Ends the task: fills result->failure and raises. `name` is that of a diagnostic. */
_Noreturn void task_fail(Task *task, const Rdd *rdd, const char *name,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* An empty buffer of the worker's, as long as the task runs. */
Buffer *task_take_scratch(Task *task);

/* The RDD of an id; it is there while a task works on it. */
const Rdd *task_rdd(const Task *task, RddId id);

/* Keeps why the task failed; the message handler of the task. In lua/task_failure.c. */
void task_set_failure(Task *task, const Rdd *rdd, const char *name,
    const char *message);
int task_handle_error(lua_State *L);

/* Computes a partition of an RDD into a pipe; false if the pipe wants no more. A
 * partition that is to be kept is read from where it is kept, or kept first. */
bool pipeline_run(Task *task, const Rdd *rdd, int partition, Pipe *into);

/* One narrow operator; in lua/narrow.c. */
bool pipeline_narrow(Task *task, const Rdd *rdd, int partition, Pipe *into);

/* Combines by key, with the function of a shuffled or combined RDD, what its parent's
 * partition holds. Leaves three values on the stack that the combiner needs. */
Combiner *pipeline_combine(Task *task, const Rdd *rdd, int partition);

/* A pipe that appends records to a buffer until it has `limit` of them (-1: all); in
 * lua/sinks.c. */
typedef struct CollectPipe {
    Pipe pipe;
    Buffer *into;
    int64_t records;
    int64_t limit;
} CollectPipe;

void collect_pipe_init(CollectPipe *pipe, Buffer *into, int64_t limit);

/* Runs the task to its end: result, or shuffle output; in lua/sinks.c. */
void sink_run(Task *task);

#endif
