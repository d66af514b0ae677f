/* lua/task/shuffle_write.c -- the map side of a shuffle.
 * Spark: ShuffleWriter, ExternalSorter (semantics 5.9, rules 3 and 4).
 *
 * Combined on this side, a task writes one record for each key, in Spark's order; else
 * every record as it comes. Either way they are grouped by the partition they go to. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/base/short.h"
#include "vm/store/hash.h"

/* Finds the partitions of keys. */
typedef struct Chooser {
    Task *task;
    const Rdd *rdd; /* the reader, for failures */
    const Partitioner *partitioner;
    int function; /* stack index of that of a partitioner of the program's */
} Chooser;

static Chooser chooser(Task *task, const Shuffle *shuffle)
{
    Chooser made = {.task = task,
        .rdd = task_rdd(task, shuffle->reader),
        .partitioner = shuffle->partitioner};
    if (shuffle->partitioner->kind == PARTITIONER_CUSTOM) {
        task_push_function(task, shuffle->partitioner->func);
        made.function = lua_gettop(task->L);
    }
    return made;
}

static int ask_program(const Chooser *choose, const char *key)
{
    lua_State *L = choose->task->L;
    lua_pushvalue(L, choose->function);
    value_push(L, key);
    task_note_call(choose->task, choose->rdd, lua_gettop(L), 1);
    lua_call(L, 1, 1);
    int n = choose->partitioner->n;
    if (!lua_isinteger(L, -1))
        task_fail(choose->task, choose->rdd, "wrong-type",
            "getPartition gave %s; it wants a whole number from 0 to %d",
            luaL_tolstring(L, -1, NULL), n - 1);
    if (lua_tointeger(L, -1) < 0 || lua_tointeger(L, -1) >= n) {
        lua_pushfstring(L, "Index %I out of bounds for length %d",
            (LUAI_UACINT)lua_tointeger(L, -1), n);
        task_fail_as(choose->task, choose->rdd,
            "java.lang.ArrayIndexOutOfBoundsException", lua_tostring(L, -1));
    }
    int partition = (int)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return partition;
}

static int find_partition(const Chooser *choose, const char *key, int32_t hash)
{
    if (choose->partitioner->n == 0)
        task_fail_as(choose->task, choose->rdd, "java.lang.ArithmeticException",
            "/ by zero");
    if (choose->partitioner->kind == PARTITIONER_CUSTOM)
        return ask_program(choose, key);
    int partition = partitioner_find(choose->partitioner, key, hash);
    if (partition < 0)
        task_fail(choose->task, choose->rdd, "wrong-type",
            "%s cannot compare keys of different kinds, such as numbers and strings",
            choose->rdd->site.op);
    return partition;
}

/* Combined. */

static uint32_t *find_partitions(const Chooser *choose, const KeyTable *keys)
{
    int count = keytable_count(keys);
    Buffer *room = task_take_scratch(choose->task);
    uint32_t *partitions = (uint32_t *)(void *)buffer_reserve(room,
        ((size_t)count + 1) * sizeof *partitions);
    for (int i = 0; i < count; i++)
        partitions[i] = (uint32_t)find_partition(choose, index_key(&keys->index, i),
            keys->index.entries[i].hash);
    return partitions;
}

static int32_t *new_starts(Task *task, int n)
{
    Buffer *room = task_take_scratch(task);
    return (int32_t *)(void *)buffer_reserve(room, ((size_t)n + 1) * sizeof(int32_t));
}

static void begin_offsets(TaskResult *result, int n)
{
    result->offsets = mem_alloc(((size_t)n + 1) * sizeof *result->offsets);
    result->n_offsets = n + 1;
}

/* Follows the record that starts at `start` in the output into it. */
static void follow_written(Task *task, const Shuffle *shuffle, int partition,
    int64_t index, size_t start)
{
    FollowPlace place = {ORIGIN_WROTE, task_rdd(task, shuffle->parent), partition,
        shuffle};
    follow_left(task, &place, index, task->result->data.data + start);
}

static void write_folded(Task *task, const Shuffle *shuffle, Combiner *combiner,
    const int32_t *order, const int32_t *starts)
{
    const Rdd *reader = task_rdd(task, shuffle->reader);
    TaskResult *result = task->result;
    for (int partition = 0; partition < reader->partitions; partition++) {
        result->offsets[partition] = result->data.size;
        for (int32_t i = starts[partition]; i < starts[partition + 1]; i++) {
            size_t start = result->data.size;
            const char *problem =
                combiner_append_pair(combiner, task->L, order[i], &result->data);
            if (problem != NULL)
                task_fail(task, reader, "wrong-type",
                    "the function of %s returned %s, which cannot be a record",
                    reader->site.op, problem);
            if (!task->follow.on)
                continue;
            follow_entry(task, combiner, order[i]);
            follow_written(task, shuffle, partition, i - starts[partition], start);
        }
    }
    result->offsets[reader->partitions] = result->data.size;
}

static void write_combined(Task *task, const Shuffle *shuffle, const Rdd *parent)
{
    const Rdd *reader = task_rdd(task, shuffle->reader);
    int n = shuffle->partitioner->n;
    Combiner *combiner = keyed_combine(task, reader, parent, task->spec->partition);
    Chooser choose = chooser(task, shuffle);
    const uint32_t *partitions = find_partitions(&choose, &combiner->keys);
    int32_t *starts = new_starts(task, n);
    const int32_t *order = combiner_map_order(combiner, partitions, n, starts);
    begin_offsets(task->result, n);
    write_folded(task, shuffle, combiner, order, starts);
    task->result->written = keytable_count(&combiner->keys);
}

static void write_grouped(Task *task, const Shuffle *shuffle, const Rdd *parent)
{
    const Rdd *reader = task_rdd(task, shuffle->reader);
    TaskResult *result = task->result;
    int n = shuffle->partitioner->n;
    Groups *groups = keyed_group(task, reader, parent, task->spec->partition);
    Chooser choose = chooser(task, shuffle);
    const uint32_t *partitions = find_partitions(&choose, &groups->keys);
    int32_t *starts = new_starts(task, n);
    Buffer *room = task_take_scratch(task);
    int32_t *order = (int32_t *)(void *)buffer_reserve(room,
        ((size_t)groups_count(groups) + 1) * sizeof *order);
    keytable_map_order(&groups->keys, partitions, n, order, starts);
    begin_offsets(result, n);
    for (int partition = 0; partition < n; partition++) {
        result->offsets[partition] = result->data.size;
        for (int32_t i = starts[partition]; i < starts[partition + 1]; i++) {
            const char *key = groups_key(groups, order[i]);
            size_t start = result->data.size;
            record_append_pair(&result->data);
            buffer_append(&result->data, key, (size_t)(record_next(key) - key));
            groups_append_list(groups, order[i], 0, shuffle->aggregator.list,
                &result->data);
            if (!task->follow.on)
                continue;
            follow_entry(task, groups, order[i]);
            follow_written(task, shuffle, partition, i - starts[partition], start);
        }
    }
    result->offsets[n] = result->data.size;
    result->written = groups_count(groups);
}

/* As they come: the records wait in one buffer, with a list of where each goes. */

typedef struct Bound {
    size_t end; /* of the record */
    int partition;
    int origin; /* see lua/task/follow.h */
} Bound;

typedef struct ScatterPipe {
    Pipe pipe;
    Chooser choose;
    Buffer *records;
    Buffer *bounds;
} ScatterPipe;

/* The record that was appended last is bound for a partition. */
static void bind_record(ScatterPipe *scatter, const char *record)
{
    const char *key = record_first(record);
    int32_t hash = hash_java(key);
    Bound bound = {scatter->records->size, find_partition(&scatter->choose, key, hash),
        scatter->choose.task->follow.origin};
    buffer_append(scatter->bounds, &bound, sizeof bound);
}

static bool take_scattered(Pipe *pipe, Task *task, const Item *first,
    const Item *second)
{
    ScatterPipe *scatter = (ScatterPipe *)pipe;
    keyed_check_items(task, pipe->rdd, first, second);
    size_t start = scatter->records->size;
    item_append_record(first, second, scatter->records);
    bind_record(scatter, scatter->records->data + start);
    return true;
}

static bool push_scattered(Pipe *pipe, Task *task, int n)
{
    ScatterPipe *scatter = (ScatterPipe *)pipe;
    lua_State *L = task->L;
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    size_t start = scatter->records->size;
    const char *problem = value_encode_pair(L, -2, -1, scatter->records);
    if (problem != NULL) {
        task_note_call(task, pipe->rdd, lua_gettop(L) - 1, 2);
        task_fail(task, pipe->rdd, "wrong-type", "%s cannot be in a record of %s",
            problem, pipe->rdd->site.op);
    }
    const char *record = scatter->records->data + start;
    if (record_tag(record_first(record)) == RECORD_LIST)
        keyed_fail_key(task, pipe->rdd, "a table");
    bind_record(scatter, record);
    return true;
}

static bool scatter_keyed(Pipe *pipe, Task *task, const Item *key)
{
    ScatterPipe *scatter = (ScatterPipe *)pipe;
    Buffer *records = scatter->records;
    size_t start = records->size;
    record_append_pair(records);
    item_append(key, records);
    const char *problem = value_encode(task->L, -1, records);
    if (problem != NULL) {
        task_note_keyed_call(task, pipe->rdd, key, lua_gettop(task->L), 1);
        task_fail(task, pipe->rdd, "wrong-type", "%s cannot be in a record of %s",
            problem, pipe->rdd->site.op);
    }
    keyed_check_key(task, pipe->rdd, key);
    lua_pop(task->L, 1);
    bind_record(scatter, records->data + start);
    return true;
}

/* Puts the records of each partition together, in the order in which they came. */
static void gather(const ScatterPipe *scatter, int n, TaskResult *result)
{
    const Bound *bounds = (const Bound *)(const void *)scatter->bounds->data;
    size_t count = scatter->bounds->size / sizeof *bounds;
    begin_offsets(result, n);
    for (int p = 0; p <= n; p++)
        result->offsets[p] = 0;
    size_t start = 0;
    for (size_t i = 0; i < count; start = bounds[i++].end)
        result->offsets[bounds[i].partition + 1] += bounds[i].end - start;
    for (int p = 0; p < n; p++)
        result->offsets[p + 1] += result->offsets[p];

    char *data = buffer_reserve(&result->data, scatter->records->size);
    uint64_t *next = mem_copy(result->offsets, ((size_t)n + 1) * sizeof *next);
    start = 0;
    for (size_t i = 0; i < count; start = bounds[i++].end) {
        size_t size = bounds[i].end - start;
        short_copy(data + next[bounds[i].partition], scatter->records->data + start,
            size);
        next[bounds[i].partition] += size;
    }
    mem_free(next);
    result->data.size = scatter->records->size;
    result->written = (int64_t)count;
}

static void follow_scattered(Task *task, const ScatterPipe *scatter,
    const Shuffle *shuffle)
{
    const Bound *bounds = (const Bound *)(const void *)scatter->bounds->data;
    size_t count = scatter->bounds->size / sizeof *bounds;
    for (int partition = 0; partition < shuffle->partitioner->n; partition++) {
        int64_t index = 0;
        size_t start = task->result->offsets[partition];
        for (size_t i = 0; i < count; i++) {
            if (bounds[i].partition != partition)
                continue;
            task->follow.origin = bounds[i].origin;
            follow_written(task, shuffle, partition, index++, start);
            start += bounds[i].end - (i > 0 ? bounds[i - 1].end : 0);
        }
    }
}

static void write_scattered(Task *task, const Shuffle *shuffle, const Rdd *parent)
{
    ScatterPipe scatter = {.pipe = {.push = push_scattered,
                               .take = take_scattered,
                               .keyed = scatter_keyed},
        .choose = chooser(task, shuffle),
        .records = task_take_scratch(task),
        .bounds = task_take_scratch(task)};
    scatter.pipe.rdd = scatter.choose.rdd;
    pipeline_run(task, parent, task->spec->partition, &scatter.pipe);
    gather(&scatter, shuffle->partitioner->n, task->result);
    if (task->follow.on)
        follow_scattered(task, &scatter, shuffle);
}

void shuffle_write(Task *task, const Shuffle *shuffle)
{
    const Rdd *parent = task_rdd(task, shuffle->parent);
    const Aggregator *aggregator = &shuffle->aggregator;
    CHECK(parent->id == task->work->rdd);
    if (aggregator->kind == AGGREGATE_NONE || !aggregator->map_side)
        write_scattered(task, shuffle, parent);
    else if (keyed_makes_lists(aggregator))
        write_grouped(task, shuffle, parent);
    else
        write_combined(task, shuffle, parent);
}
