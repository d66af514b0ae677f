// SPDX-License-Identifier: MIT
#include "lua/task/follow.h"

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/check.h"

/* Values that come together by key: the node of each entry, or ORIGIN_NONE. */
typedef struct Gathering {
    const void *owner;
    const Rdd *rdd;
    int partition;
    Buffer *nodes; /* int by entry */
} Gathering;

void follow_begin(Task *task)
{
    Follow *follow = &task->follow;
    follow->on = task->work->follows;
    follow->origin = ORIGIN_NONE;
    follow->stands_for = RDD_NONE;
    if (!follow->on)
        return;
    follow->origins = task->result->origins = origins_new();
    follow->gathered = task_take_scratch(task);
    follow->value = task_take_scratch(task);
}

/* Reading. */

void follow_read(Task *task, const Rdd *rdd, int partition, int64_t index,
    const char *record)
{
    Follow *follow = &task->follow;
    RddId id = rdd->kind == RDD_CHECKPOINT && follow->stands_for != RDD_NONE
        ? follow->stands_for
        : rdd->id;
    Origin origin = {.kind = ORIGIN_READ,
        .rdd = id,
        .partition = partition,
        .shuffle = -1,
        .map = -1,
        .index = index};
    follow->origin = origins_add(follow->origins, &origin, record);
}

void follow_fetched(Task *task, const FollowPlace *place, int map, int64_t index,
    const char *record)
{
    Origin origin = {.kind = ORIGIN_FETCHED,
        .rdd = place->rdd->id,
        .partition = place->partition,
        .shuffle = place->shuffle->id,
        .map = map,
        .index = index};
    task->follow.origin = origins_add(task->follow.origins, &origin, record);
}

/* Bringing together. */

int follow_add_node(Task *task, OriginKind kind, const Rdd *rdd, int partition,
    const char *key)
{
    Origin origin = {.kind = kind,
        .rdd = rdd->id,
        .partition = partition,
        .shuffle = -1,
        .map = -1,
        .index = -1};
    return origins_add(task->follow.origins, &origin, key);
}

void follow_link(Task *task, int node, const char *value)
{
    const Follow *follow = &task->follow;
    if (follow->origin != ORIGIN_NONE)
        origins_link(follow->origins, node, follow->origin, value);
}

void follow_gather(Task *task, const void *owner, const Rdd *rdd, int partition)
{
    Gathering gathering = {owner, rdd, partition, task_take_scratch(task)};
    buffer_append(task->follow.gathered, &gathering, sizeof gathering);
}

/* The last one of an owner, who may have had others before. */
static const Gathering *find_gathering(const Task *task, const void *owner)
{
    const Buffer *gathered = task->follow.gathered;
    const Gathering *all = (const Gathering *)(const void *)gathered->data;
    for (size_t i = gathered->size / sizeof *all; i > 0; i--) {
        if (all[i - 1].owner == owner)
            return &all[i - 1];
    }
    CHECK(!"values are added where none are gathered");
    return NULL;
}

static int *find_node(const Gathering *gathering, int entry)
{
    const int none = ORIGIN_NONE;
    Buffer *nodes = gathering->nodes;
    while (nodes->size <= (size_t)entry * sizeof none)
        buffer_append(nodes, &none, sizeof none);
    return (int *)(void *)nodes->data + entry;
}

void follow_add(Task *task, const void *owner, int entry, const char *key,
    const char *value)
{
    const Gathering *gathering = find_gathering(task, owner);
    int *node = find_node(gathering, entry);
    if (*node == ORIGIN_NONE)
        *node = follow_add_node(task, ORIGIN_KEY, gathering->rdd, gathering->partition,
            key);
    follow_link(task, *node, value);
}

void follow_add_item(Task *task, const void *owner, int entry, const char *key,
    const Item *value)
{
    Buffer *scratch = task->follow.value;
    buffer_clear(scratch);
    item_append(value, scratch);
    follow_add(task, owner, entry, key, scratch->data);
}

const char *follow_encode_top(Task *task)
{
    Buffer *scratch = task->follow.value;
    buffer_clear(scratch);
    return value_encode(task->L, -1, scratch) == NULL ? scratch->data : NULL;
}

void follow_add_top(Task *task, const void *owner, int entry, const char *key)
{
    follow_add(task, owner, entry, key, follow_encode_top(task));
}

void follow_entry(Task *task, const void *owner, int entry)
{
    task->follow.origin = *find_node(find_gathering(task, owner), entry);
}

void follow_picked(Task *task, const void *owner, int entry, int64_t left,
    int64_t right)
{
    Origins *origins = task->follow.origins;
    int all = *find_node(find_gathering(task, owner), entry);
    int node = origins_add_picked(origins, all);
    int64_t i = 0;
    for (int at = origins->nodes[all].first; at != ORIGIN_NONE;
         at = origins->links[at].next, i++) {
        if (i == left || i == right)
            origins_link_again(origins, node, at);
    }
    task->follow.origin = node;
}

/* The values of the left side came first. */
void follow_joined(Task *task, const Groups *groups, int entry, int64_t i, int64_t j)
{
    if (!task->follow.on)
        return;
    int64_t lefts = groups_chain(groups, entry, 0)->count;
    follow_picked(task, groups, entry, i, j == ORIGIN_NONE ? j : lefts + j);
}

int follow_whole(Task *task, const Rdd *rdd, int partition)
{
    return follow_add_node(task, ORIGIN_WHOLE, rdd, partition, NULL);
}

void follow_add_whole(Task *task, int whole)
{
    follow_link(task, whole, NULL);
}

void follow_pair(Task *task, const FollowPlace *place, const FollowSide *left,
    const FollowSide *right)
{
    int node = follow_add_node(task, ORIGIN_PAIR, place->rdd, place->partition, NULL);
    task->follow.origin = left->origin;
    follow_link(task, node, left->record);
    task->follow.origin = right->origin;
    follow_link(task, node, right->record);
    task->follow.origin = node;
}

void follow_lost(Task *task, const Rdd *rdd, int partition)
{
    task->follow.origin = follow_add_node(task, ORIGIN_LOST, rdd, partition, NULL);
}

/* Leaving. */

void follow_left(Task *task, const FollowPlace *place, int64_t index,
    const char *record)
{
    Origin origin = {.kind = place->kind,
        .rdd = place->rdd->id,
        .partition = place->partition,
        .shuffle = place->shuffle != NULL ? place->shuffle->id : -1,
        .map = place->shuffle != NULL ? task->spec->partition : -1,
        .index = index};
    int node = origins_add(task->follow.origins, &origin, record);
    follow_link(task, node, NULL);
}

void follow_all_left(Task *task, const FollowPlace *place, const Buffer *records,
    const Buffer *origins)
{
    const int *list = (const int *)(const void *)origins->data;
    int64_t n = (int64_t)(origins->size / sizeof *list);
    const char *at = records->data;
    for (int64_t i = 0; i < n; i++, at = record_next(at)) {
        task->follow.origin = list[i];
        follow_left(task, place, i, at);
    }
}

void follow_top_left(Task *task, const FollowPlace *place, int64_t index, int n)
{
    lua_State *L = task->L;
    Buffer *record = task->follow.value;
    buffer_clear(record);
    const char *problem =
        n == 2 ? value_encode_pair(L, -2, -1, record) : value_encode(L, -1, record);
    follow_left(task, place, index, problem == NULL ? record->data : NULL);
}
