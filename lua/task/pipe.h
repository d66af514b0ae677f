/* lua/task/pipe.h -- what hands records from one operator of a task to the next.
 * Spark: the iterators of a stage, one inside the other.
 *
 * A record is on its way in one of two forms. As values on the Lua stack it comes from
 * a function of the learner's; as items (vm/store/item.h) it comes from bytes, or from
 * an operator that C computes, and no Lua value is made unless somebody needs it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_PIPE_H
#define SLUICE_LUA_PIPE_H

#include <lua.h>

#include "lua/native/native.h"
#include "vm/graph/rdd.h"
#include "vm/store/item.h"

typedef struct Task Task;
typedef struct Pipe Pipe;

/* A consumer of records. `push` takes the one or two values on the top of the stack (a
 * pair is two) and leaves the stack as it was below them. `take` does the same with
 * items, the second of which is NULL if the record is no pair; a pipe without it gets
 * their values. `keyed` is given a pair of which the key is an item, so that no Lua
 * string is made of a key that no function sees, and the value is the one on the top;
 * it takes that. `known` is for pairs whose key came before: it takes one at a stack
 * index, with nothing above, and it alone says false if it did nothing, because the key
 * is new or has to be looked at closely. All others return false once the pipe wants no
 * more; whoever gets false stops and passes it on. */
typedef bool PipePush(Pipe *pipe, Task *task, int n);
typedef bool PipeTake(Pipe *pipe, Task *task, const Item *first, const Item *second);
typedef bool PipeKeyed(Pipe *pipe, Task *task, const Item *key);
typedef bool PipeKnown(Pipe *pipe, Task *task, int pair);

/* Who only counts records is told of many at once. */
typedef void PipeCount(Pipe *pipe, int64_t records);

struct Pipe {
    PipePush *push;
    PipeTake *take;   /* NULL: wants values */
    PipeKeyed *keyed; /* NULL: wants both as values */
    PipeCount *count; /* NULL: wants to see them */
    PipeKnown *known; /* NULL: nothing is known of keys */
    Pipe *next;
    const Rdd *rdd;       /* whose work this is */
    int function;         /* stack index of its function */
    const Native *native; /* how C evaluates that, or NULL */
    int64_t calls;        /* records it was given */
};

/* Pushes the value of an item; those of a record: returns how many. */
void task_push_item(Task *task, const Item *item);
int task_push_items(Task *task, const Item *first, const Item *second);

/* Gives items as values to a function of the pipe's. */
bool pipe_push_values(Pipe *pipe, Task *task, PipePush *push, const Item *first,
    const Item *second);

static inline bool pipe_push_items(Pipe *pipe, Task *task, const Item *first,
    const Item *second)
{
    return pipe_push_values(pipe, task, pipe->push, first, second);
}

/* Gives items to a pipe, in the form that it takes. */
static inline bool pipe_pass(Pipe *pipe, Task *task, const Item *first,
    const Item *second)
{
    return pipe->take != NULL ? pipe->take(pipe, task, first, second)
                              : pipe_push_items(pipe, task, first, second);
}

/* Gives a pair, as the item of its key and the value on the top, which it takes. */
bool pipe_give_keyed(Pipe *pipe, Task *task, const Item *key);

/* Gives one value, in which a pair is two: the item becomes a record again. */
bool pipe_pass_value(Pipe *pipe, Task *task, const Item *item);

/* Gives a record to a pipe; returns in *next where the following record starts. */
bool pipe_give_next(Pipe *pipe, Task *task, const char *record, const char **next);
bool pipe_give(Pipe *pipe, Task *task, const char *record);

#endif
