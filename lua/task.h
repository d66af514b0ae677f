/* lua/task.h -- what the parts of a running task share; used by lua/worker.c,
 * lua/pipeline.c and lua/sinks.c only. */
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
};

/* Functions that a worker has loaded; see worker.c. */
typedef struct Loaded {
    int version; /* 0: not loaded */
    bool has_cells;
    NativeOp native; /* of a function that needs no copy */
} Loaded;

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

/* A combiner of the worker's, empty; it is free again when the task ends. */
Combiner *task_take_combiner(Task *task);

/* Ends the task: fills result->failure and raises. `name` is that of a diagnostic. */
_Noreturn void task_fail(Task *task, const Rdd *rdd, const char *name,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* An empty buffer of the worker's, as long as the task runs. */
Buffer *task_take_scratch(Task *task);

/* The RDD of an id; it is there while a task works on it. */
const Rdd *task_rdd(const Task *task, RddId id);

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
