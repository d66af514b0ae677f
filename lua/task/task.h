/* lua/task/task.h -- a worker from inside, and the task that runs in it: what worker.c,
 * task_functions.c, task_failure.c, pipeline.c, narrow.c and sinks.c share. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_TASK_H
#define SLUICE_LUA_TASK_H

#include <lauxlib.h>
#include <stdatomic.h>

#include "lua/native/native.h"
#include "lua/task/evaluates.h"
#include "lua/task/follow.h"
#include "lua/task/pipe.h"
#include "lua/task/worker.h"
#include "vm/store/groups.h"

/* A function that a worker has loaded. */
typedef struct Loaded {
    int version; /* 0: not loaded */
    bool has_cells;
    bool has_tables; /* that were captured, and are compared: lua/task/captured.h */
    bool is_native;
    Native *native; /* if it is; else NULL, or room for one */
} Loaded;

/* What belongs to a task and is used again by the next. */
typedef struct Reserve {
    void **items;
    int n;
    int taken;
} Reserve;

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
    Reserve combiners;
    Reserve groups;
    Reserve records;
    Reserve scratches;
    const void *state_object; /* that mapWithState works with now, or NULL */
    bool uses_shared;         /* the task, or the last one: lua/task/task_shared.c */
    int64_t instructions;     /* that the task executed: lua/task/instructions.c */
    atomic_bool interrupted;
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
    Item key; /* comes before them, and is no value yet */
    bool has_key;
    const char *source; /* NULL: none */
    bool has_words;     /* TASK_WORDS is what words_begin pushes */
    bool has_own;       /* functions of which nobody knows what they do */
    unsigned globals;   /* that hold, a set of builtins; see task_globals_hold */
    Follow follow;
};

/* Stack indices of the frame in which a task runs: what task_body is called with. */
enum {
    TASK_SELF = 1,
    TASK_FUNCTIONS = 2,
    TASK_ANCHOR = 3,
    TASK_WORDS = 4,   /* nil at first; see lua/base/words.h */
    TASK_GLOBALS = 5, /* pushed by task_begin_functions */
    TASK_BASE = 5
};

enum { TASK_ARGUMENTS = 4 };

/* Upvalues of task_body. */
enum { TASK_ENVIRONMENT_META = 1, TASK_RANDOMSEED = 2, TASK_UPVALUES = 2 };

/* What stands at the bottom of the stack of a worker, for all its tasks. */
enum { FRAME_HANDLER = 1, FRAME_BODY, FRAME_FUNCTIONS, FRAME_ANCHOR };

/* Pushes a function of the learner's, with its captured variables as they were shipped.
 */
void task_push_function(Task *task, FuncId func);

/* The same for who evaluates functions. Returns how C does that, or NULL; borrowed as
 * long as the task runs. */
const Native *task_push_evaluated(Task *task, FuncId func, Evaluates evaluates);

/* Whether native functions that use globals may be evaluated at this moment. */
bool task_globals_hold(Task *task, unsigned globals);

static inline bool task_native_holds(Task *task, const Native *native)
{
    return native->globals == 0 || task_globals_hold(task, native->globals);
}

/* Evaluates a native function; see native_run. */
static inline bool task_evaluate(Task *task, const Native *native, const Item *first,
    const Item *second, NativeFrame *frame)
{
    return task_native_holds(task, native) && native_run(native, first, second, frame);
}

/* Readies a new state for functions, and pushes what stands at the bottom of its stack.
 * In lua/task/task_functions.c, as what follows. */
void task_open_functions(lua_State *L);
void task_push_frame(lua_State *L);

/* Pushes a function that is to run as task_body does, and its TASK_ARGUMENTS, of
 * which `self` is the first. */
void task_push_call(lua_State *L, lua_CFunction body, void *self);

/* Begins a task, and pushes TASK_GLOBALS; looks whether the task changed what a
 * function captured. */
void task_begin_functions(Task *task);
void task_note_changes(Task *task);

/* The same for accumulators and broadcast variables (lua/task/task_shared.c): what the
 * module sluice.host offers to the classes of the API that work in tasks, too. */
void task_open_shared(lua_State *L);
extern const luaL_Reg task_store_functions[]; /* lua/task/task_store.c */
void task_begin_shared(Task *task);
void task_end_shared(Task *task);

/* Begins to count instructions, if the work wants that, or ends it; in
 * lua/task/instructions.c. */
void task_begin_count(Task *task);

/* Pushes what the driver has shipped. */
void task_read_shipped(lua_State *L, const Buffer *bytes);

/* Pushes the table of globals that the functions of the task see. */
void task_push_environment(lua_State *L);

/* Pushes a time as programs see it. */
void task_push_time(lua_State *L, SimTime time);

/* The C function whose frame is the task's. */
int task_body(lua_State *L);

/* A combiner and the like, of the worker's; free again when the task ends. */
Combiner *task_take_combiner(Task *task);
NativeRecords *task_take_records(Task *task);
Groups *task_take_groups(Task *task);

/* Ends the task: fills result->failure and raises. `name` is that of a diagnostic. */
_Noreturn void task_fail(Task *task, const Rdd *rdd, const char *name,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The same with a Java class of its own. */
_Noreturn void task_fail_as(Task *task, const Rdd *rdd, const char *class_name,
    const char *message);

/* The same, where what a task made cannot be sent away; no other attempt is made. */
_Noreturn void task_fail_unsent(Task *task, const Rdd *rdd, const char *class_name,
    const char *message);

/* Fails if a task made records that cannot leave it; in lua/task/travel.c. */
void task_check_travel(Task *task);

/* An empty buffer of the worker's, as long as the task runs. */
Buffer *task_take_scratch(Task *task);

/* The RDD of an id; it is there while a task works on it. */
const Rdd *task_rdd(const Task *task, RddId id);

/* Keeps why the task failed; the message handler of the task. In
 * lua/task/task_failure.c. */
void task_set_failure(Task *task, const Rdd *rdd, const char *name,
    const char *message);
int task_handle_error(lua_State *L);

/* Computes a partition of an RDD into a pipe; false if the pipe wants no more. A
 * partition that is to be kept is read from where it is kept, or kept first. */
bool pipeline_run(Task *task, const Rdd *rdd, int partition, Pipe *into);

/* Gives all records of a partition, in a buffer, to a pipe. */
bool pipeline_give_all(Task *task, const Rdd *rdd, int partition, const Buffer *data,
    Pipe *into);

/* The records of a partition that is kept, borrowed, and how many there are. */
typedef struct KeptRecords {
    Buffer data;
    int64_t count;
} KeptRecords;

/* The same; a pipe that only counts is told of all of them at once. */
bool pipeline_give_kept(Task *task, const Rdd *rdd, int partition,
    const KeptRecords *records, Pipe *into);

/* One narrow operator: calling functions with records (lua/task/narrow.c), with values
 * of pairs or natively (lua/task/values.c), with whole partitions (lua/task/whole.c),
 * with all values of a key (lua/task/joins.c). */
bool narrow_run(Task *task, const Rdd *rdd, int partition, Pipe *into);
bool flat_map_run(Task *task, const Rdd *rdd, int partition, Pipe *into);
bool values_run(Task *task, const Rdd *rdd, int partition, Pipe *into);
bool whole_run(Task *task, const Rdd *rdd, int partition, Pipe *into);
/* Pushes the list of the records of a partition; returns how many there are. If the
 * task follows them, they belong to the node `whole`, or leave it if that is NULL. */
int64_t whole_push_list(Task *task, const Rdd *rdd, int partition, const int *whole);
bool joins_run(Task *task, const Rdd *rdd, int partition, Pipe *into);

/* Notes for failures n values from a stack index on, with which no function is called.
 */
static inline void task_note_arguments(Task *task, int first, int n)
{
    task->arguments = first;
    task->n_arguments = n;
    task->has_key = false;
}

/* The same, and which function is called with them. */
static inline void task_note_call(Task *task, const Rdd *rdd, int first, int n)
{
    task->active = rdd;
    task_note_arguments(task, first, n);
}

/* Notes that a key comes before them, which is no value yet. */
void task_note_key(Task *task, const Item *key);
/* As task_note_call, where the first argument is a key that is no value yet. */
void task_note_keyed_call(Task *task, const Rdd *rdd, const Item *key, int first,
    int n);

/* Pushes the function of a pipe and copies of the n values on the top, ready to be
 * called. */
void narrow_push_call(Pipe *pipe, Task *task, int n);

/* What a function gave, `got` values on the top, is a record: returns of how many
 * values, 1 or 2, or fails. */
int narrow_settle(Task *task, const Rdd *rdd, int got);
/* Gives the value on the top: a pair as two values. */
bool narrow_give_value(Task *task, Pipe *into);
/* The n values on the top as items, borrowed; false if there is one that cannot be. */
bool narrow_read_items(lua_State *L, int n, Item items[2]);
/* Gives the items of the list at a stack index. */
bool narrow_give_list(Task *task, const Rdd *rdd, int list, Pipe *into);
/* Keeps how often the function of an operator was called, each time with a record, or
 * with so many records in all. */
void narrow_note_calls(Task *task, const Pipe *pipe);
void narrow_note_given(Task *task, const Pipe *pipe, int64_t given);
/* Keeps how many pairs an operator brought together by key. */
void keyed_note_combined(Task *task, const Pipe *pipe);

/* Records that come together by key (lua/task/keyed.c): through a shuffle, or from a
 * parent that is partitioned alike. */
bool keyed_run(Task *task, const Rdd *rdd, int partition, Pipe *into);

/* Whether an aggregator makes lists; then keyed_group does its work, else
 * keyed_combine. Both bring together the pairs of a partition of `parent` for the RDD
 * `owner`, and leave values on the stack that they need. */
bool keyed_makes_lists(const Aggregator *aggregator);
Combiner *keyed_combine(Task *task, const Rdd *owner, const Rdd *parent, int partition);
/* A partition of an RDD that folds. */
bool keyed_run_combined(Task *task, const Rdd *rdd, int partition, Pipe *into);
Groups *keyed_group(Task *task, const Rdd *owner, const Rdd *parent, int partition);

/* The values of each key: of each parent of an RDD_COGROUPED, or, as one side, those of
 * an RDD that groups by key. */
Groups *keyed_groups_of(Task *task, const Rdd *rdd, int partition);

/* The records of a shuffle that go to a partition: the map outputs one after the other,
 * each in its own order, until `fn` wants no more. In lua/task/fetch.c. */
typedef bool KeyedRecordFn(Task *task, void *subject, const char *record);
bool keyed_fetch(Task *task, const Shuffle *shuffle, int partition, KeyedRecordFn *fn,
    void *subject);

/* The same; `ahead`, unless it is NULL, is told of n records, KEYED_RUN at most, before
 * they come one by one. */
enum { KEYED_RUN = 32 };
typedef void KeyedAheadFn(void *subject, const char *const *records, int n);
typedef struct KeyedReader {
    KeyedRecordFn *fn;
    KeyedAheadFn *ahead;
    void *subject;
} KeyedReader;

bool keyed_fetch_ahead(Task *task, const Shuffle *shuffle, int partition,
    const KeyedReader *reader);

/* Bytes of these records, of all outputs that are there. */
int64_t keyed_fetch_size(const Task *task, const Shuffle *shuffle, int partition);

/* What the first parent of an RDD brings, listed by key. */
Groups *keyed_first_side(Task *task, const Rdd *rdd, int partition);

/* An RDD that is sorted by key; an RDD_SUBTRACTED. In lua/task/keyed_order.c. */
bool keyed_run_sorted(Task *task, const Rdd *rdd, int partition, Pipe *into);
bool keyed_run_subtracted(Task *task, const Rdd *rdd, int partition, Pipe *into);

/* Fails because a value cannot be a key; its pair is on the top of the stack. */
_Noreturn void keyed_fail_key(Task *task, const Rdd *rdd, const char *problem);
/* Fails because a record is no pair; its value is on the top of the stack. */
_Noreturn void keyed_fail_record(Task *task, const Rdd *rdd);

/* Fails if an item cannot be a key; its value is on the top of the stack. */
void keyed_check_key(Task *task, const Rdd *rdd, const Item *key);
/* Fails because the items are no pair, or one whose key cannot be one. */
_Noreturn void keyed_fail_items(Task *task, const Rdd *rdd, const Item *first,
    const Item *second);

/* Fails unless the items are a pair whose key can be one. */
static inline void keyed_check_items(Task *task, const Rdd *rdd, const Item *first,
    const Item *second)
{
    if (second == NULL || first->tag == RECORD_LIST)
        keyed_fail_items(task, rdd, first, second);
}

/* mapWithState (lua/task/map_state.c): the state of a partition after a batch, and what
 * the function returned. */
typedef struct StatePart {
    StateMap *map;
    KeptRecords mapped;
} StatePart;

StatePart map_state_part(Task *task, const Rdd *rdd, int partition);
/* The partition of an RDD_STATE as one record; NARROW_STATE_MAPPED and _PAIRS. */
bool map_state_run(Task *task, const Rdd *rdd, int partition, Pipe *into);
bool map_state_narrow(Task *task, const Rdd *rdd, int partition, Pipe *into);

/* Adds a partition, empty, to what the task keeps; returns its position in
 * result->kept. */
int task_keep(Task *task, const Rdd *rdd, int partition);

/* A pipe that appends records to a buffer until it has `limit` of them (-1: all); in
 * lua/task/sinks.c. */
typedef struct CollectPipe {
    Pipe pipe;
    Buffer *into;
    int64_t records;
    int64_t limit;
    Buffer *origins; /* of the records, an int each, if the task follows them */
} CollectPipe;

void collect_pipe_init(CollectPipe *pipe, Task *task, Buffer *into, int64_t limit);

/* The output of a shuffle; in lua/task/shuffle_write.c. */
void shuffle_write(Task *task, const Shuffle *shuffle);

/* Runs the task to its end: result, or shuffle output; in lua/task/sinks.c. */
void sink_run(Task *task);

#endif
