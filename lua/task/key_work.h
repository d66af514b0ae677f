/* lua/task/key_work.h -- an operator on all values of a key, at work on one key after
 * the other. Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_KEY_WORK_H
#define SLUICE_LUA_KEY_WORK_H

#include "lua/task/task.h"
#include "lua/task/task_notes.h"

typedef struct KeyWork {
    Task *task;
    const Rdd *rdd;
    Groups *groups;
    Pipe *into;
    Buffer *record; /* of the pair that is given on */
    int function;   /* stack indices of its functions */
    int inverse;
    const Native *native;
    const Native *inverse_native;
    NativeRecords *room; /* for the values of a key, where updating is evaluated */
    Pipe noted;          /* its calls; and it takes records that are states alone */
    KeyNotes notes;
} KeyWork;

/* updateStateByKey, in lua/task/updates.c. */

/* An entry of the groups: its state is given on, if it has one then. */
bool updates_key(KeyWork *work, int entry);

/* A batch without an RDD, as functions of `noted`: every state with no values. */
bool updates_push(Pipe *pipe, Task *task, int n);
bool updates_take(Pipe *pipe, Task *task, const Item *first, const Item *second);
bool updates_keyed(Pipe *pipe, Task *task, const Item *key);

/* The function that gets a list of all keys: of an RDD of states alone the groups have
 * to be made first. */
void updates_read_states(KeyWork *work, const Rdd *states, int partition);
bool updates_list(KeyWork *work, int partition);

#endif
