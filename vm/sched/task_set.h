/* vm/sched/task_set.h -- the tasks of one attempt of a stage; used by vm/sched only.
 * Spark: TaskSet, TaskSetManager.
 *
 * A task waits for a core, runs, perhaps twice at the same time (speculation), and is
 * done once an attempt of it succeeded. It waits again after it failed, or after what
 * it had made was lost. The values of first attempts are computed together when the set
 * is submitted. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_TASK_SET_H
#define SLUICE_SCHED_TASK_SET_H

#include "vm/sched/sim.h"

typedef struct TaskLocality TaskLocality;

typedef struct Task {
    int slot;     /* of a map stage: the partition; else the place of the result */
    int attempts; /* started so far */
    int failures; /* those that count */
    int running;  /* copies */
    bool waits;   /* for a core */
    bool done;
    bool slow;    /* a copy of it is wanted */
    int executor; /* once it is done: where */
} Task;

struct TaskSet {
    Job *job;
    int stage;   /* position in the job's stages */
    int attempt; /* of the stage */
    int n;
    TaskSpec *specs;
    TaskResult *results; /* of first attempts; each moves to its Launch */
    int losses;          /* Sim.losses when they were computed */
    Task *tasks;
    int *waiting; /* a stack; those that got a core otherwise are passed over */
    int n_stack;
    int stack_capacity;
    int n_waiting;
    bool queued;            /* is in Sim.waiting_sets */
    bool zombie;            /* starts nothing more */
    TaskLocality *locality; /* NULL: no task prefers a place */
    SimTime *durations;     /* of tasks that succeeded, where speculation needs them */
    int n_durations;
    int n_slow;         /* tasks that wait for a core for their copy */
    TaskSet *following; /* in Sim.waiting_sets */
    TaskSet *older;     /* of the same job */
};

/* A set of n tasks, all waiting, the first on top; slots are those of the stage. */
TaskSet *task_set_new(Job *job, int stage, const int *slots, const int *partitions,
    int n);
void task_set_delete(TaskSet *set);

/* Takes the next waiting task, -1 if there is none; or one of those that wait. */
int task_set_take_next(TaskSet *set);
void task_set_take(TaskSet *set, int index);

/* The task waits again, before all others. */
void task_set_return(TaskSet *set, int index);

#endif
