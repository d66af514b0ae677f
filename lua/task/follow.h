/* lua/task/follow.h -- a task that notes where its records come from
 * (sluice.provenance, vm/sched/origins.h).
 *
 * While a record is on its way through the pipes, follow.origin is the node that it
 * comes from: whoever reads a record sets it, and so does whoever gives on what it has
 * brought together. Operators on single records need not know of it. Without
 * sluice.provenance `on` is false, and nothing else may be called but follow_begin. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_FOLLOW_H
#define SLUICE_LUA_FOLLOW_H

#include "lua/task/pipe.h"
#include "vm/base/buffer.h"
#include "vm/graph/rdd.h"
#include "vm/sched/origins.h"
#include "vm/store/groups.h"
#include "vm/store/item.h"
#include "vm/store/statemap.h"

typedef struct Task Task;

typedef struct Follow {
    bool on;
    Origins *origins; /* the result's */
    int origin;       /* of the record on its way, or ORIGIN_NONE */
    RddId stands_for; /* whose data checkpoint is read, or RDD_NONE */
    Buffer *gathered; /* Gatherings */
    Buffer *value;    /* scratch */
} Follow;

void follow_begin(Task *task);

/* Of what partition a record is: kept, a result, or of a shuffle (FETCHED, WROTE). */
typedef struct FollowPlace {
    OriginKind kind;
    const Rdd *rdd;
    int partition;
    const Shuffle *shuffle;
} FollowPlace;

/* A record was read: the index-th of a partition, or one without a place (-1) that is
 * found by its key; or the index-th that a map task wrote for a partition. */
void follow_fetched(Task *task, const FollowPlace *place, int map, int64_t index,
    const char *record);
void follow_read(Task *task, const Rdd *rdd, int partition, int64_t index,
    const char *record);

/* An operator brings values together: `owner` (a Combiner, Groups) has them by entry.
 * A value came to an entry with that key: as a record, an item, or on the top of the
 * stack. Then the values of an entry go on. */
void follow_gather(Task *task, const void *owner, const Rdd *rdd, int partition);
void follow_add(Task *task, const void *owner, int entry, const char *key,
    const char *value);
void follow_add_item(Task *task, const void *owner, int entry, const char *key,
    const Item *value);
void follow_add_top(Task *task, const void *owner, int entry, const char *key);
void follow_entry(Task *task, const void *owner, int entry);

/* Of an entry only some of the values go on, as one record: those that came as the
 * left-th and the right-th of it, counted from 0, or ORIGIN_NONE. */
void follow_picked(Task *task, const void *owner, int entry, int64_t left,
    int64_t right);

/* The same of groups with two sides: the i-th value of the left one and the j-th of the
 * right one go on. May be called without sluice.provenance. */
void follow_joined(Task *task, const Groups *groups, int entry, int64_t i, int64_t j);

/* A node for all records of a partition; the record on its way belongs to it; what goes
 * on comes from it. */
int follow_whole(Task *task, const Rdd *rdd, int partition);
void follow_add_whole(Task *task, int whole);

/* What goes on comes from two records, each with its origin. */
typedef struct FollowSide {
    int origin;
    const char *record; /* NULL: it cannot be one */
} FollowSide;
void follow_pair(Task *task, const FollowPlace *place, const FollowSide *left,
    const FollowSide *right);

/* What goes on comes from nothing that was read. */
void follow_lost(Task *task, const Rdd *rdd, int partition);

/* A record left the task; see origins.h. */
void follow_left(Task *task, const FollowPlace *place, int64_t index,
    const char *record);
/* The same for all records of a buffer, and their origins, an int each. */
void follow_all_left(Task *task, const FollowPlace *place, const Buffer *records,
    const Buffer *origins);
/* The same for a record on the top of the stack, one value or a pair as two. */
void follow_top_left(Task *task, const FollowPlace *place, int64_t index, int n);

/* mapWithState, in lua/task/follow_states.c: what a partition did in a batch. */
typedef struct FollowStates {
    const Rdd *rdd;
    int partition;
    Groups *keys;   /* that something came for */
    Buffer *nodes;  /* of theirs, an int each: the last one */
    Buffer *mapped; /* origins of what the function returned, an int each */
    Buffer *pair;   /* scratch */
} FollowStates;
void follow_states(Task *task, FollowStates *states, const Rdd *rdd);
/* The record on its way, with the value on the top, meets the state of a key, NULL for
 * none. What the function returns comes from both, and so does the next state. */
void follow_state(Task *task, FollowStates *states, const char *key, const char *state);
/* At the end: the states that there are now, and what was mapped. */
void follow_states_kept(Task *task, const FollowStates *states, const StateMap *map,
    const Buffer *mapped);
/* Gives pairs of keys and states on, which are found by their keys. */
bool follow_give_states(Task *task, const Rdd *rdd, int partition, const Buffer *pairs,
    Pipe *into);

/* updateStateByKey with a function of lists: a pipe for the pairs that it gives, each
 * of which comes from what the groups have of its key. The caller sets groups and
 * partition. Without sluice.provenance it is `into` itself. */
typedef struct FollowedList {
    Pipe pipe;
    Groups *groups; /* that gather */
    Buffer *key;    /* scratch */
    int partition;
} FollowedList;
Pipe *follow_list(FollowedList *list, Task *task, const Rdd *rdd, Pipe *into);

/* The node of the values of a key, and that it is made of the record on its way. */
int follow_add_node(Task *task, OriginKind kind, const Rdd *rdd, int partition,
    const char *key);
void follow_link(Task *task, int node, const char *value);
/* The value on the top as a record, or NULL if it cannot be one. */
const char *follow_encode_top(Task *task);

/* The record on its way is the i-th of those whose origins were appended. */
static inline void follow_take(Follow *follow, const Buffer *origins, int64_t i)
{
    follow->origin = ((const int *)(const void *)origins->data)[i];
}

/* Appends the origin of the record on its way. */
static inline void follow_append(const Follow *follow, Buffer *origins)
{
    buffer_append(origins, &follow->origin, sizeof follow->origin);
}

#endif
