/* lua/task/follow_states.c -- where states come from. */
// SPDX-License-Identifier: MIT
#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/store/hash.h"

void follow_states(Task *task, FollowStates *states, const Rdd *rdd)
{
    states->rdd = rdd;
    states->keys = task_take_groups(task);
    groups_begin(states->keys, 1);
    states->nodes = task_take_scratch(task);
    states->mapped = task_take_scratch(task);
    states->pair = task_take_scratch(task);
}

static void append_bytes(Buffer *out, const char *record)
{
    buffer_append(out, record, (size_t)(record_next(record) - record));
}

static const char *make_pair(const FollowStates *states, const char *key,
    const char *value)
{
    buffer_clear(states->pair);
    record_append_pair(states->pair);
    append_bytes(states->pair, key);
    append_bytes(states->pair, value);
    return states->pair->data;
}

/* The node of a key's state so far; ORIGIN_NONE if it has none. */
static int find_before(Task *task, const FollowStates *states, int entry,
    const char *key, const char *state)
{
    Follow *follow = &task->follow;
    const int *nodes = (const int *)(const void *)states->nodes->data;
    if ((size_t)entry * sizeof *nodes < states->nodes->size)
        return nodes[entry];
    if (state == NULL)
        return ORIGIN_NONE;
    int came = follow->origin;
    follow_read(task, task_rdd(task, states->rdd->deps[0].parent), states->partition,
        -1, make_pair(states, key, state));
    int before = follow->origin;
    follow->origin = came;
    return before;
}

void follow_state(Task *task, FollowStates *states, const char *key, const char *state)
{
    Follow *follow = &task->follow;
    size_t size = (size_t)(record_next(key) - key);
    int entry = groups_add_key(states->keys, key, size, hash_java(key));
    int before = find_before(task, states, entry, key, state);
    int node = follow_add_node(task, ORIGIN_KEY, states->rdd, states->partition, key);
    if (before != ORIGIN_NONE)
        origins_link(follow->origins, node, before, NULL);
    follow_link(task, node, follow_encode_top(task));
    follow->origin = node;
    if ((size_t)entry * sizeof node == states->nodes->size)
        buffer_append(states->nodes, &node, sizeof node);
    else
        ((int *)(void *)states->nodes->data)[entry] = node;
}

void follow_states_kept(Task *task, const FollowStates *states, const StateMap *map,
    const Buffer *mapped)
{
    FollowPlace place = {ORIGIN_KEPT, states->rdd, states->partition, NULL};
    const int *nodes = (const int *)(const void *)states->nodes->data;
    for (int i = 0; i < groups_count(states->keys); i++) {
        StateKey key = statetable_key_of(groups_key(states->keys, i));
        SimTime touched;
        const char *state = statemap_get(map, &key, &touched);
        if (state == NULL)
            continue;
        task->follow.origin = nodes[i];
        follow_left(task, &place, -1, make_pair(states, key.record, state));
    }
    follow_all_left(task, &place, mapped, states->mapped);
}

bool follow_give_states(Task *task, const Rdd *rdd, int partition, const Buffer *pairs,
    Pipe *into)
{
    if (!task->follow.on)
        return pipeline_give_all(task, rdd, partition, pairs, into);
    bool more = true;
    const char *end = buffer_end(pairs);
    const char *at = pairs->data;
    while (at < end && more) {
        task->result->read++;
        follow_read(task, rdd, partition, -1, at);
        more = pipe_give_next(into, task, at, &at);
    }
    task->result->read_bytes += at - pairs->data;
    return more;
}

/* A pair with a key that nothing came for is made of nothing that was read. */
static bool push_followed(Pipe *pipe, Task *task, int n)
{
    FollowedList *list = (FollowedList *)pipe;
    task->follow.origin = ORIGIN_NONE;
    buffer_clear(list->key);
    if (n == 2 && value_encode(task->L, -2, list->key) == NULL) {
        const char *key = list->key->data;
        int entry = groups_add_key(list->groups, key, list->key->size, hash_java(key));
        follow_entry(task, list->groups, entry);
    }
    if (task->follow.origin == ORIGIN_NONE)
        follow_lost(task, pipe->rdd, list->partition);
    return pipe->next->push(pipe->next, task, n);
}

Pipe *follow_list(FollowedList *list, Task *task, const Rdd *rdd, Pipe *into)
{
    if (!task->follow.on)
        return into;
    list->pipe = (Pipe){.push = push_followed, .next = into, .rdd = rdd};
    list->key = task_take_scratch(task);
    return &list->pipe;
}
