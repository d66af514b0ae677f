/* lua/task/whole.c -- operators that see a partition as a whole.
 * Spark: mapPartitions, mapPartitionsWithIndex, glom; CartesianRDD,
 * ZippedPartitionsRDD2. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/store/hash.h"

/* Appends each record, as one value, to a list. */
typedef struct ListPipe {
    Pipe pipe;
    int list; /* stack index */
    lua_Integer count;
    int partition;
    const int *whole; /* the node that its records belong to; NULL: they leave the task
                       */
} ListPipe;

static void follow_listed(Task *task, const ListPipe *list, int n)
{
    FollowPlace place = {ORIGIN_GAVE, list->pipe.rdd, list->partition, NULL};
    if (list->whole != NULL)
        follow_add_whole(task, *list->whole);
    else
        follow_top_left(task, &place, list->count, n);
}

static bool push_item(Pipe *pipe, Task *task, int n)
{
    ListPipe *list = (ListPipe *)pipe;
    if (task->follow.on)
        follow_listed(task, list, n);
    if (n == 2)
        value_make_pair(task->L);
    lua_rawseti(task->L, list->list, ++list->count);
    return true;
}

int64_t whole_push_list(Task *task, const Rdd *rdd, int partition, const int *whole)
{
    lua_newtable(task->L);
    ListPipe list = {.pipe = {.push = push_item, .rdd = rdd},
        .list = lua_gettop(task->L),
        .partition = partition,
        .whole = whole};
    pipeline_run(task, rdd, partition, &list.pipe);
    return list.count;
}

/* Gives the list on the top, which the function of an operator returned. */
static bool give_returned(Task *task, const Rdd *rdd, Pipe *into)
{
    lua_State *L = task->L;
    ValueMeta meta = value_meta(L, -1);
    if (!lua_istable(L, -1) || value_is_single(meta) || meta == META_SOME)
        task_fail(task, rdd, lua_isnil(L, -1) ? "nil-record" : "wrong-type",
            "the function of %s returned %s; it wants a list, {} for nothing",
            rdd->site.op, luaL_typename(L, -1));
    return narrow_give_list(task, rdd, lua_gettop(L), into);
}

static int begin_whole(Task *task, const Rdd *rdd, int partition)
{
    return task->follow.on ? follow_whole(task, rdd, partition) : ORIGIN_NONE;
}

static bool run_map(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    lua_State *L = task->L;
    Pipe noted = {.rdd = rdd, .calls = 1};
    bool indexed = rdd->narrow.op == NARROW_MAP_INDEXED;
    task_push_function(task, rdd->narrow.func);
    if (indexed)
        lua_pushinteger(L, partition);
    int whole = begin_whole(task, rdd, partition);
    int64_t given =
        whole_push_list(task, task_rdd(task, rdd->deps[0].parent), partition, &whole);
    task->follow.origin = whole;
    task_note_call(task, rdd, lua_gettop(L), 0);
    lua_call(L, indexed ? 2 : 1, 1);
    narrow_note_given(task, &noted, given);
    return give_returned(task, rdd, into);
}

static bool run_zip_partitions(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    lua_State *L = task->L;
    Pipe noted = {.rdd = rdd, .calls = 1};
    task_push_function(task, rdd->narrow.func);
    int function = lua_gettop(L);
    int64_t given = 0;
    int whole = begin_whole(task, rdd, partition);
    for (int i = 0; i < rdd->n_deps; i++) {
        const Rdd *parent = task_rdd(task, rdd->deps[i].parent);
        given += whole_push_list(task, parent, partition, &whole);
    }
    task->follow.origin = whole;
    task_note_call(task, rdd, function + 1, 0);
    lua_call(L, rdd->n_deps, 1);
    narrow_note_given(task, &noted, given);
    return give_returned(task, rdd, into);
}

static bool run_glom(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    int whole = begin_whole(task, rdd, partition);
    whole_push_list(task, task_rdd(task, rdd->deps[0].parent), partition, &whole);
    task->follow.origin = whole;
    return into->push(into, task, 1);
}

/* The records of a partition as bytes, to be gone through more than once. */
static Buffer *collect(Task *task, const Rdd *rdd, int partition)
{
    Buffer *records = task_take_scratch(task);
    CollectPipe pipe;
    collect_pipe_init(&pipe, task, records, -1);
    pipeline_run(task, rdd, partition, &pipe.pipe);
    return records;
}

static bool give_pair(Task *task, const char *left, const char *right, Pipe *into)
{
    lua_State *L = task->L;
    int top = lua_gettop(L);
    value_push(L, left);
    value_push(L, right);
    bool more = into->push(into, task, 2);
    lua_settop(L, top);
    return more;
}

/* Spark goes through the right side again for each record of the left one. */
typedef struct CartesianPipe {
    Pipe pipe;
    const Rdd *right;
    int partition;
    const char *left;
} CartesianPipe;

static bool push_right(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    if (n == 2)
        value_make_pair(L);
    if (task->follow.on)
        follow_lost(task, pipe->rdd, ((CartesianPipe *)pipe)->partition);
    value_push(L, ((CartesianPipe *)pipe)->left);
    lua_insert(L, -2);
    return pipe->next->push(pipe->next, task, 2);
}

static bool run_cartesian(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Rdd *right = task_rdd(task, rdd->deps[1].parent);
    const Buffer *lefts = collect(task, task_rdd(task, rdd->deps[0].parent),
        partition / right->partitions);
    CartesianPipe pipe = {.pipe = {.push = push_right, .next = into, .rdd = rdd},
        .right = right};
    const char *end = lefts->data + lefts->size;
    bool more = true;
    for (pipe.left = lefts->data; pipe.left < end && more;
         pipe.left = record_next(pipe.left))
        more = pipeline_run(task, right, partition % right->partitions, &pipe.pipe);
    return more;
}

/* The records in the order of Spark's table, in which each is once. */
static bool run_distinct(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Buffer *records =
        collect(task, task_rdd(task, rdd->deps[0].parent), partition);
    Groups *groups = task_take_groups(task);
    groups_begin(groups, 1);
    const char *end = records->data + records->size;
    for (const char *at = records->data; at < end;) {
        const char *next = record_next(at);
        groups_add_key(groups, at, (size_t)(next - at), hash_java(at));
        at = next;
    }
    const int32_t *order = groups_order(groups);
    bool more = true;
    if (task->follow.on)
        follow_lost(task, rdd, partition);
    for (int i = 0; i < groups_count(groups) && more; i++)
        more = pipe_give(into, task, groups_key(groups, order[i]));
    return more;
}

static bool run_zipped(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Buffer *lefts = collect(task, task_rdd(task, rdd->deps[0].parent), partition);
    const Buffer *rights =
        collect(task, task_rdd(task, rdd->deps[1].parent), partition);
    const char *left = lefts->data;
    const char *right = rights->data;
    const char *left_end = left + lefts->size;
    const char *right_end = right + rights->size;
    bool more = true;
    if (task->follow.on)
        follow_lost(task, rdd, partition);
    while (more && left < left_end && right < right_end) {
        more = give_pair(task, left, right, into);
        left = record_next(left);
        right = record_next(right);
    }
    if (more && (left < left_end || right < right_end)) {
        task_note_call(task, rdd, 0, 0);
        task_fail_as(task, rdd, "org.apache.spark.SparkException",
            "Can only zip RDDs with same number of elements in each partition");
    }
    return more;
}

bool whole_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    int top = lua_gettop(task->L);
    bool more;
    if (rdd->kind == RDD_CARTESIAN)
        more = run_cartesian(task, rdd, partition, into);
    else if (rdd->kind == RDD_ZIPPED)
        more = rdd->narrow.func == FUNC_NONE
            ? run_zipped(task, rdd, partition, into)
            : run_zip_partitions(task, rdd, partition, into);
    else if (rdd->narrow.op == NARROW_GLOM)
        more = run_glom(task, rdd, partition, into);
    else if (rdd->narrow.op == NARROW_DISTINCT)
        more = run_distinct(task, rdd, partition, into);
    else
        more = run_map(task, rdd, partition, into);
    lua_settop(task->L, top);
    return more;
}
