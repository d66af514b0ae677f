/* lua/task/keyed_order.c -- sorting by key, and taking keys away.
 * Spark: ShuffledRDD with a key ordering; SubtractedRDD. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/store/compare.h"
#include "vm/store/hash.h"

/* Sorting. */

typedef struct SortedRecords {
    Buffer *data;
    Buffer *origins; /* see lua/task/follow.h */
} SortedRecords;

static bool append_record(Task *task, void *subject, const char *record)
{
    const SortedRecords *sorted = subject;
    buffer_append(sorted->data, record, (size_t)(record_next(record) - record));
    follow_append(&task->follow, sorted->origins);
    return true;
}

/* The records of a partition in the order of their keys. */
bool keyed_run_sorted(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Shuffle *shuffle = rdd->deps[0].shuffle;
    Buffer *data = task_take_scratch(task);
    Buffer *keys = task_take_scratch(task);
    Buffer *room = task_take_scratch(task);
    SortedRecords sorted = {data, task_take_scratch(task)};
    keyed_fetch(task, shuffle, partition, append_record, &sorted);
    const char *end = buffer_end(data);
    for (const char *at = data->data; at < end; at = record_next(at)) {
        const char *key = record_first(at);
        buffer_append(keys, &key, sizeof key);
    }

    int count = (int)(keys->size / sizeof(char *));
    const char *const *list = (const char *const *)(const void *)keys->data;
    int32_t *order =
        (int32_t *)(void *)buffer_reserve(room, ((size_t)count + 1) * sizeof *order);
    for (int i = 0; i < count; i++)
        order[i] = i;
    const char *unlike[2];
    if (!record_sort(list, order, count, shuffle->order == ORDER_DESCENDING, unlike))
        task_fail(task, rdd, "wrong-type", "%s cannot compare a %s with a %s",
            rdd->site.op, record_kind(unlike[0]), record_kind(unlike[1]));
    bool more = true;
    const int *origins = (const int *)(const void *)sorted.origins->data;
    for (int i = 0; i < count && more; i++) {
        task->follow.origin = origins[order[i]];
        more = pipe_give(into, task, list[order[i]] - 1); /* a pair is a tag, then it */
    }
    return more;
}

/* Subtracting. */

/* The second parent takes away keys of the first. */
typedef struct MarkPipe {
    Pipe pipe;
    Groups *groups;
    Buffer *gone;   /* a byte for each entry */
    Buffer *record; /* scratch */
} MarkPipe;

static bool mark_gone(Task *task, void *subject, const char *record)
{
    (void)task;
    const MarkPipe *mark = subject;
    const char *key = record_first(record);
    size_t size = (size_t)(record_next(key) - key);
    int entry = index_find(&mark->groups->keys.index, key, size, hash_java(key));
    if (entry >= 0)
        mark->gone->data[entry] = 1;
    return true;
}

static bool take_gone(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    if (second == NULL) {
        task_push_items(task, first, second);
        keyed_fail_record(task, pipe->rdd);
    }
    Buffer *record = ((MarkPipe *)pipe)->record;
    buffer_clear(record);
    item_append_record(first, second, record);
    return mark_gone(task, pipe, record->data);
}

static bool push_gone(Pipe *pipe, Task *task, int n)
{
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    Buffer *record = ((MarkPipe *)pipe)->record;
    buffer_clear(record);
    const char *problem = value_encode_pair(task->L, -2, -1, record);
    if (problem != NULL)
        keyed_fail_key(task, pipe->rdd, problem);
    return mark_gone(task, pipe, record->data);
}

/* A byte for each entry of the groups: 1 if the second parent has its key. */
static const char *mark_keys(Task *task, const Rdd *rdd, int partition, Groups *groups)
{
    size_t count = (size_t)groups_count(groups);
    MarkPipe mark = {.pipe = {.push = push_gone, .take = take_gone, .rdd = rdd},
        .groups = groups,
        .gone = task_take_scratch(task),
        .record = task_take_scratch(task)};
    memset(buffer_reserve(mark.gone, count + 1), 0, count + 1);
    if (rdd->deps[1].shuffle != NULL)
        keyed_fetch(task, rdd->deps[1].shuffle, partition, mark_gone, &mark);
    else
        pipeline_run(task, task_rdd(task, rdd->deps[1].parent), partition, &mark.pipe);
    return mark.gone->data;
}

/* The pairs of an entry, built in a buffer one after the other. */
static bool give_entry(Task *task, const Groups *groups, int entry, Buffer *record,
    Pipe *into)
{
    const char *key = groups_key(groups, entry);
    bool more = true;
    int64_t index = 0;
    for (const char *value = groups_first(groups, entry, 0); value != NULL && more;
         value = groups_next(groups, value)) {
        if (task->follow.on)
            follow_picked(task, groups, entry, index++, ORIGIN_NONE);
        buffer_clear(record);
        record_append_pair(record);
        buffer_append(record, key, (size_t)(record_next(key) - key));
        buffer_append(record, value, (size_t)(record_next(value) - value));
        more = pipe_give(into, task, record->data);
    }
    return more;
}

bool keyed_run_subtracted(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    Groups *groups = keyed_first_side(task, rdd, partition);
    const char *gone = mark_keys(task, rdd, partition, groups);
    int count = groups_count(groups);
    Buffer *room = task_take_scratch(task);
    int32_t *order =
        (int32_t *)(void *)buffer_reserve(room, ((size_t)count + 1) * sizeof *order);
    keytable_hashmap_order(&groups->keys, order);
    Buffer *record = task_take_scratch(task);
    bool more = true;
    for (int i = 0; i < count && more; i++) {
        if (gone[order[i]] != 0)
            continue;
        more = give_entry(task, groups, order[i], record, into);
    }
    return more;
}
