/* vm/sched/runner.h -- what the scheduler asks of those who compute values.
 * Spark: Executor, TaskContext; the boundary between time and values.
 *
 * The scheduler decides what runs, when and where; a TaskRunner computes. lua/ fills
 * one with the learner's functions, C tests fill one with C. run_tasks may use threads:
 * until it returns nobody changes the RDDs and blocks that the work points to. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_RUNNER_H
#define SLUICE_SCHED_RUNNER_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/graph/failure.h"
#include "vm/graph/rdd.h"
#include "vm/sched/origins.h"
#include "vm/sched/state_notes.h"

/* What a task of the last stage of a job does with the records of its partition. */
typedef enum ActionKind {
    ACTION_COLLECT,  /* the records; with a limit >= 0 only the first so many */
    ACTION_COUNT,    /* how many there are */
    ACTION_FOREACH,  /* calls a function with each of them */
    ACTION_PARTITION /* what a function makes of the list of them: a record, or nothing
                      */
} ActionKind;

typedef struct Action {
    ActionKind kind;
    int64_t limit; /* COLLECT: -1 for no limit */
    FuncId func;   /* FOREACH, PARTITION; else FUNC_NONE */
} Action;

/* What all tasks of one stage have in common. */
typedef struct StageWork {
    const RddSet *rdds;
    const BlockManager *blocks;
    int stage;
    int number;             /* of the stage, as programs see it; see Sim.first_stage */
    int attempt;            /* of the stage */
    RddId rdd;              /* the last RDD of the stage */
    const Shuffle *shuffle; /* which it writes; NULL in a last stage */
    Action action;
    bool counts_instructions; /* fills TaskResult.instructions */
    bool shortcuts;           /* functions that are known need not be called */
    bool notes_meetings;      /* fills TaskResult.met */
    int64_t named_keys;       /* of states, in a partition; STATE_NOTES_OFF: no notes */
    bool follows;             /* fills TaskResult.origins */
} StageWork;

typedef struct TaskSpec {
    int index;     /* in the stage */
    int partition; /* of work->rdd */
    int attempt;
} TaskSpec;

/* A partition that was computed and is to be kept. */
typedef struct Kept {
    RddId rdd;
    int partition;
    Buffer data;
    int64_t records;
    StateMap *state; /* of an RDD_STATE, sealed, published by job_compute; else NULL */
} Kept;

/* How often a task called the function of an operator. */
typedef struct OpCalls {
    StreamId stream; /* it belongs to, or STREAM_NONE */
    int64_t calls;
    int64_t given; /* records: all in its lists, for a function that gets lists */
    SimTime cost;  /* of each of them, or COST_UNSET */
} OpCalls;

/* A captured table that a function put something into. */
typedef struct Filled {
    FuncId func;
    char *path;    /* of a new field, or of the list that grew */
    double number; /* the field; NaN of a list */
} Filled;

/* What a task made. All zero, with failure.rdd and changed_func -1, is nothing. */
typedef struct TaskResult {
    Failure failure;
    Buffer data;       /* records of the result, or all shuffle output */
    uint64_t *offsets; /* shuffle output: see Block */
    int n_offsets;
    SimTime slept;      /* Thread.sleep: the task takes so much longer */
    int64_t read;       /* records read from blocks, lists, kept partitions, shuffles */
    int64_t written;    /* records of the result or the shuffle output; the count */
    int64_t combined;   /* pairs that met those of their key; see Rdd.cost */
    int64_t read_bytes; /* of `read`, but for shuffles */
    int64_t fetched_bytes; /* from shuffles */
    int64_t instructions;  /* that functions executed, if they are counted */
    Kept *kept;
    int n_kept;
    int kept_capacity;
    OpCalls *calls; /* of its narrow operators, in the order in which they ended */
    int n_calls;
    int calls_capacity;
    StateNotes **notes; /* on partitions of states, for the trace */
    int n_notes;
    int notes_capacity;
    Origins *origins; /* of its records, or NULL */
    Buffer printed;   /* what the task printed */
    Buffer updates;   /* of accumulators: a pair (number, value) each */
    Buffer writes;    /* into tables outside (vm/store/tables.h) */
    int64_t n_writes;
    int64_t opened;    /* connections to them, each of which takes time */
    bool lost_shuffle; /* it failed: output of a shuffle that it reads is gone */
    Buffer met;        /* ((key, a), b) each: values from different partitions that were
                        * folded, the first ones */
    int n_met;
    RddId met_rdd;       /* whose they are */
    FuncId met_func;     /* what they are folded with */
    FuncId changed_func; /* a function that changed a captured variable, or FUNC_NONE */
    char *changed_name;  /* its name, or NULL */
    Filled *filled;
    int n_filled;
    int filled_capacity;
} TaskResult;

void task_result_free(TaskResult *result);

void task_result_add_filled(TaskResult *result, FuncId func, const char *path,
    double number);

/* An output of a batch, to be run. */
typedef struct OutputCall {
    FuncId func;
    RddId rdd;
    SimTime batch;
} OutputCall;

/* How far the function of an output came. */
typedef enum OutputStatus {
    OUTPUT_RETURNED,
    OUTPUT_THREW,  /* *failure says what */
    OUTPUT_WAITS,  /* for an action or a time, see vm/streaming/outputs.h */
    OUTPUT_CUT_OFF /* the run ended while it waited */
} OutputStatus;

typedef struct TaskRunner {
    void *subject;
    /* Computes n tasks; results are all zero on entry. */
    void (*run_tasks)(void *subject, const StageWork *work, const TaskSpec *tasks,
        TaskResult *results, int n);
    /* Calls the function of an output on the driver. If it waits, *function is what
     * goes on later. */
    OutputStatus (*run_output)(void *subject, const OutputCall *call, void **function,
        Failure *failure);
    /* Goes on with one that waits. */
    OutputStatus (*resume_output)(void *subject, void **function, Failure *failure);
    /* Ends one that waits, where it is. */
    void (*abandon_output)(void *subject, void *function);
    /* GraphDriver: calls a function that makes an RDD of RDDs. */
    bool (*make_rdd)(void *subject, FuncId func, const RddId *rdds, int n, SimTime time,
        RddId *rdd, Failure *failure);
    bool (*has_queued)(void *subject, FuncId func);
    /* Adds up what a task that ended gave to accumulators. */
    void (*accumulate)(void *subject, const Buffer *updates);
    /* In a sweep of RDDs: the program lets go of those it cannot reach; or NULL. */
    void (*let_go)(void *subject);
    /* Whether the program still holds an RDD, so that it must not be freed. */
    bool (*holds_rdd)(void *subject, RddId rdd);
    /* RDDs were freed, so their functions may go, too; or NULL. */
    void (*swept)(void *subject);
} TaskRunner;

#endif
