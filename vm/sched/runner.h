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
#include "vm/graph/rdd.h"

/* Why something failed. Owns its texts (each may be NULL); all zero is "nothing
 * failed". */
typedef struct Failure {
    char *class_name; /* Java class, "java.lang.RuntimeException" */
    char *message;    /* as the thrower said it, perhaps with file:line in front */
    char *name;       /* name of the diagnostic: "task-failed", "nil-record" ... */
    char *detail;     /* a sentence for people, where message is Spark's */
    char *record;     /* the record it happened on, as text */
    char *origin;     /* where that record stood: "partition 0" ... */
    char *file;       /* where in the program it went wrong, NULL if unknown */
    int line;
    RddId rdd; /* whose function it was, RDD_NONE if unknown */
} Failure;

void failure_free(Failure *failure);
void failure_copy(Failure *to, const Failure *from); /* *to is overwritten */
bool failure_is_set(const Failure *failure);
/* "CLASS: MESSAGE", as a Java exception prints itself. */
void failure_append_text(Buffer *out, const Failure *failure);

/* What a task of the last stage of a job does with the records of its partition. */
typedef enum ActionKind {
    ACTION_COLLECT, /* the records; with a limit >= 0 only the first so many */
    ACTION_COUNT    /* how many there are */
} ActionKind;

/* What all tasks of one stage have in common. */
typedef struct StageWork {
    const RddSet *rdds;
    const BlockManager *blocks;
    int stage;
    RddId rdd;        /* the last RDD of the stage */
    RddId writes_for; /* RDD_SHUFFLED whose shuffle it writes; RDD_NONE in a last stage
                       */
    ActionKind action;
    int64_t limit;
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
} Kept;

/* How often a task called the function of a DStream. */
typedef struct OpCalls {
    StreamId stream;
    int64_t calls;
} OpCalls;

/* What a task made. All zero, with failure.rdd and changed_func -1, is nothing. */
typedef struct TaskResult {
    Failure failure;
    Buffer data;       /* records of the result, or all shuffle output */
    uint64_t *offsets; /* shuffle output: see Block */
    int n_offsets;
    int64_t read;    /* records read from blocks, lists, kept partitions, shuffles */
    int64_t written; /* records of the result or the shuffle output; the count */
    Kept *kept;
    int n_kept;
    int kept_capacity;
    OpCalls *calls; /* of its narrow operators, in the order in which they ended */
    int n_calls;
    int calls_capacity;
    Buffer printed;      /* what the task printed */
    FuncId changed_func; /* a function that changed a captured variable, or FUNC_NONE */
    char *changed_name;  /* its name, or NULL */
} TaskResult;

void task_result_free(TaskResult *result);

typedef struct TaskRunner {
    void *subject;
    /* Computes n tasks; results are all zero on entry. */
    void (*run_tasks)(void *subject, const StageWork *work, const TaskSpec *tasks,
        TaskResult *results, int n);
    /* Calls the function of an output on the driver; false and *failure if it threw. */
    bool (*run_output)(void *subject, FuncId func, RddId rdd, SimTime batch,
        Failure *failure);
    /* Whether the program still holds an RDD, so that it must not be freed. */
    bool (*holds_rdd)(void *subject, RddId rdd);
} TaskRunner;

#endif
