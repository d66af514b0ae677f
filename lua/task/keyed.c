/* lua/task/keyed.c -- records that come together by key.
 * Spark: ShuffledRDD, CoGroupedRDD, SubtractedRDD, Aggregator (semantics 5.9).
 *
 * Pairs come from the outputs of a shuffle or, where the parent is partitioned alike,
 * from its partition. Here values are listed (Groups); lua/task/keyed_combine.c folds
 * them. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/check.h"
#include "vm/store/hash.h"

_Noreturn void keyed_fail_record(Task *task, const Rdd *rdd)
{
    task_note_arguments(task, lua_gettop(task->L), 1);
    task_fail(task, rdd, "table-not-pair", "%s wants pairs", rdd->site.op);
}

/* A table is refused as a key as Scala refuses an array. */
_Noreturn void keyed_fail_key(Task *task, const Rdd *rdd, const char *problem)
{
    task_note_arguments(task, lua_gettop(task->L) - 1, 2);
    if (lua_istable(task->L, task->arguments))
        task_fail(task, rdd, "key-table", "%s",
            rdd->aggregator.map_side ? "Cannot use map-side combining with array keys."
                                     : "HashPartitioner cannot partition array keys.");
    task_fail(task, rdd, "wrong-type", "%s cannot be a key of %s", problem,
        rdd->site.op);
}

void keyed_check_key(Task *task, const Rdd *rdd, const Item *key)
{
    if (key->tag != RECORD_LIST)
        return;
    task_push_item(task, key);
    lua_insert(task->L, -2);
    keyed_fail_key(task, rdd, "a table");
}

_Noreturn void keyed_fail_items(Task *task, const Rdd *rdd, const Item *first,
    const Item *second)
{
    task_push_items(task, first, second);
    if (second == NULL)
        keyed_fail_record(task, rdd);
    keyed_fail_key(task, rdd, "a table");
}

static bool give_record(Task *task, void *subject, const char *record)
{
    return pipe_give(subject, task, record);
}

/* Operators with a cost of their own are told apart; the others have one together. */
void keyed_note_combined(Task *task, const Pipe *pipe)
{
    if (pipe->rdd->cost != COST_UNSET && rdd_has_function(pipe->rdd))
        narrow_note_calls(task, pipe);
    else
        task->result->combined += pipe->calls;
}

/* Listing. */

/* Pairs are added some at a time, see groups_prefetch_adds. */
enum { GROUP_RUN = 32 };

typedef struct GroupPipe {
    Pipe pipe;
    Groups *groups;
    int side;
    bool concat;     /* values are lists, whose items are the values */
    Buffer *waiting; /* pairs that have to be kept until they are added */
    int n_waiting;
    const char *records[GROUP_RUN]; /* of those that wait; NULL: the next in `waiting`
                                     */
    int32_t hashes[GROUP_RUN];      /* of their keys */
    int origins[GROUP_RUN];         /* see lua/task/follow.h */
} GroupPipe;

bool keyed_makes_lists(const Aggregator *aggregator)
{
    return aggregator->kind == AGGREGATE_GROUP || aggregator->kind == AGGREGATE_CONCAT;
}

static void add_items(Groups *groups, int entry, int side, const char *list)
{
    uint32_t count = record_list_count(list);
    const char *item = record_first(list);
    for (uint32_t i = 0; i < count; i++) {
        const char *next = record_next(item);
        groups_add_value(groups, entry, side, item, (size_t)(next - item));
        item = next;
    }
}

/* Adds the pairs that wait. */
static void add_waiting(Task *task, GroupPipe *group)
{
    Groups *groups = group->groups;
    if (group->n_waiting == 0)
        return;

    const char *copied = group->waiting->data;
    groups_prefetch_adds(groups, group->side, group->hashes, group->n_waiting);
    for (int i = 0; i < group->n_waiting; i++) {
        bool is_copy = group->records[i] == NULL;
        const char *key = record_first(is_copy ? copied : group->records[i]);
        const char *value = record_next(key);
        const char *end = record_next(value);
        copied = is_copy ? end : copied;
        int entry =
            groups_add_key(groups, key, (size_t)(value - key), group->hashes[i]);
        if (task->follow.on) {
            task->follow.origin = group->origins[i];
            follow_add(task, groups, entry, key, value);
        }
        if (group->concat)
            add_items(groups, entry, group->side, value);
        else
            groups_add_value(groups, entry, group->side, value, (size_t)(end - value));
    }
    buffer_clear(group->waiting);
    group->n_waiting = 0;
}

/* After the last pair of a side. */
static void end_group(Task *task, GroupPipe *group)
{
    add_waiting(task, group);
    keyed_note_combined(task, &group->pipe);
}

/* Lets a pair wait, which is there until it is added, or was copied (NULL). */
static void let_wait(Task *task, GroupPipe *group, const char *key, const char *record)
{
    group->pipe.calls++;
    group->records[group->n_waiting] = record;
    group->origins[group->n_waiting] = task->follow.origin;
    group->hashes[group->n_waiting++] = hash_java(key);
    if (group->n_waiting == GROUP_RUN)
        add_waiting(task, group);
}

static bool add_fetched(Task *task, void *subject, const char *record)
{
    let_wait(task, subject, record_first(record), record);
    return true;
}

/* A pair that was appended to those that are kept, from `start` on. */
static bool add_kept(Task *task, GroupPipe *group, size_t start)
{
    let_wait(task, group, record_first(group->waiting->data + start), NULL);
    return true;
}

static bool take_group(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    GroupPipe *group = (GroupPipe *)pipe;
    size_t start = group->waiting->size;
    keyed_check_items(task, pipe->rdd, first, second);
    item_append_record(first, second, group->waiting);
    return add_kept(task, group, start);
}

static bool group_keyed(Pipe *pipe, Task *task, const Item *key)
{
    GroupPipe *group = (GroupPipe *)pipe;
    size_t start = group->waiting->size;
    record_append_pair(group->waiting);
    item_append(key, group->waiting);
    const char *problem = value_encode(task->L, -1, group->waiting);
    if (problem != NULL) {
        task_note_arguments(task, lua_gettop(task->L), 1);
        task_note_key(task, key);
        task_fail(task, pipe->rdd, "wrong-type", "%s cannot be in a record of %s",
            problem, pipe->rdd->site.op);
    }
    keyed_check_key(task, pipe->rdd, key);
    lua_pop(task->L, 1);
    return add_kept(task, group, start);
}

static bool push_group(Pipe *pipe, Task *task, int n)
{
    GroupPipe *group = (GroupPipe *)pipe;
    size_t start = group->waiting->size;
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    const char *problem = value_encode_pair(task->L, -2, -1, group->waiting);
    if (problem != NULL) {
        task_note_arguments(task, lua_gettop(task->L) - 1, 2);
        task_fail(task, pipe->rdd, "wrong-type", "%s cannot be in a record of %s",
            problem, pipe->rdd->site.op);
    }
    if (record_tag(record_first(group->waiting->data + start)) == RECORD_LIST)
        keyed_fail_key(task, pipe->rdd, "a table");
    return add_kept(task, group, start);
}

/* Groups of an RDD, with values from so many sides. */
static Groups *begin_groups(Task *task, const Rdd *rdd, int partition, int n_sides)
{
    Groups *groups = task_take_groups(task);
    groups_begin(groups, n_sides);
    if (task->follow.on)
        follow_gather(task, groups, rdd, partition);
    return groups;
}

static GroupPipe group_pipe(Task *task, const Rdd *rdd, Groups *groups, int side)
{
    return (GroupPipe){
        .pipe = {.push = push_group,
            .take = take_group,
            .keyed = group_keyed,
            .rdd = rdd},
        .groups = groups,
        .side = side,
        .waiting = task_take_scratch(task),
    };
}

/* Adds what a side of the RDD brings: through a shuffle, or from where it is. */
static void add_side(Task *task, const Rdd *rdd, int side, int partition,
    Groups *groups)
{
    const Dependency *dep = &rdd->deps[side];
    GroupPipe pipe = group_pipe(task, rdd, groups, side);
    if (dep->shuffle != NULL)
        keyed_fetch(task, dep->shuffle, partition, add_fetched, &pipe);
    else
        pipeline_run(task, task_rdd(task, dep->parent), partition, &pipe.pipe);
    end_group(task, &pipe);
}

Groups *keyed_first_side(Task *task, const Rdd *rdd, int partition)
{
    Groups *groups = begin_groups(task, rdd, partition, 1);
    add_side(task, rdd, 0, partition, groups);
    return groups;
}

Groups *keyed_group(Task *task, const Rdd *owner, const Rdd *parent, int partition)
{
    Groups *groups = begin_groups(task, owner, partition, 1);
    GroupPipe pipe = group_pipe(task, owner, groups, 0);
    pipe.concat = owner->aggregator.kind == AGGREGATE_CONCAT;
    pipeline_run(task, parent, partition, &pipe.pipe);
    end_group(task, &pipe);
    return groups;
}

static Groups *fetch_groups(Task *task, const Rdd *rdd, int partition)
{
    Groups *groups = begin_groups(task, rdd, partition, 1);
    GroupPipe pipe = group_pipe(task, rdd, groups, 0);
    pipe.concat = rdd->aggregator.map_side || rdd->aggregator.kind == AGGREGATE_CONCAT;
    keyed_fetch(task, rdd->deps[0].shuffle, partition, add_fetched, &pipe);
    end_group(task, &pipe);
    return groups;
}

/* All parents of a cogroup, one side after the other. */
static Groups *cogroup(Task *task, const Rdd *rdd, int partition)
{
    Groups *groups = begin_groups(task, rdd, partition, rdd->n_deps);
    for (int side = 0; side < rdd->n_deps; side++)
        add_side(task, rdd, side, partition, groups);
    return groups;
}

Groups *keyed_groups_of(Task *task, const Rdd *rdd, int partition)
{
    if (rdd->kind == RDD_COGROUPED)
        return cogroup(task, rdd, partition);
    CHECK(keyed_makes_lists(&rdd->aggregator));
    return rdd->kind == RDD_SHUFFLED
        ? fetch_groups(task, rdd, partition)
        : keyed_group(task, rdd, task_rdd(task, rdd->deps[0].parent), partition);
}

/* The lists of all sides: one list, a pair of two, or a tuple of more. */
static void append_lists(const Groups *groups, int entry, RecordTag tag, Buffer *out)
{
    size_t start = 0;
    if (groups->n_sides == 2)
        record_append_pair(out);
    else if (groups->n_sides > 2)
        start = record_begin_list(out, RECORD_TUPLE);
    for (int side = 0; side < groups->n_sides; side++)
        groups_append_list(groups, entry, side, tag, out);
    if (groups->n_sides > 2)
        record_end_list(out, start, (uint32_t)groups->n_sides);
}

static bool give_groups(Task *task, Groups *groups, RecordTag tag, Pipe *into)
{
    const int32_t *order = groups_order(groups);
    Buffer *record = task_take_scratch(task);
    bool more = true;
    for (int i = 0; i < groups_count(groups) && more; i++) {
        const char *key = groups_key(groups, order[i]);
        groups_prefetch_walk(groups, order, i);
        if (task->follow.on)
            follow_entry(task, groups, order[i]);
        buffer_clear(record);
        record_append_pair(record);
        buffer_append(record, key, (size_t)(record_next(key) - key));
        append_lists(groups, order[i], tag, record);
        more = pipe_give(into, task, record->data);
    }
    return more;
}

static bool run_aggregated(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    if (keyed_makes_lists(&rdd->aggregator))
        return give_groups(task, keyed_groups_of(task, rdd, partition),
            rdd->aggregator.list, into);
    return keyed_run_combined(task, rdd, partition, into);
}

bool keyed_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    int top = lua_gettop(task->L);
    bool more;
    if (rdd->kind == RDD_COGROUPED)
        more = give_groups(task, cogroup(task, rdd, partition), RECORD_COMPACT_BUFFER,
            into);
    else if (rdd->kind == RDD_SUBTRACTED)
        more = keyed_run_subtracted(task, rdd, partition, into);
    else if (rdd->aggregator.kind != AGGREGATE_NONE)
        more = run_aggregated(task, rdd, partition, into);
    else if (rdd->deps[0].shuffle->order != ORDER_NONE)
        more = keyed_run_sorted(task, rdd, partition, into);
    else
        more = keyed_fetch(task, rdd->deps[0].shuffle, partition, give_record, into);
    lua_settop(task->L, top);
    return more;
}
