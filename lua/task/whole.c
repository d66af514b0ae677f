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
typedef struct Collected {
    const char *at; /* where the next one begins */
    const char *end;
    const Buffer *origins; /* of the records, if they are followed */
    int64_t index;         /* of the next one */
} Collected;

static Collected collect(Task *task, const Rdd *rdd, int partition)
{
    Buffer *records = task_take_scratch(task);
    CollectPipe pipe;
    collect_pipe_init(&pipe, task, records, -1);
    pipeline_run(task, rdd, partition, &pipe.pipe);
    return (Collected){records->data, buffer_end(records), pipe.origins, 0};
}

static bool has_next(const Collected *records)
{
    return records->at < records->end;
}

static void step(Collected *records)
{
    records->at = record_next(records->at);
    records->index++;
}

/* The next record, as one of two. */
static FollowSide side_of(Task *task, const Collected *records)
{
    follow_take(&task->follow, records->origins, records->index);
    return (FollowSide){task->follow.origin, records->at};
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
    int partition;
    Collected lefts;
} CartesianPipe;

/* The right record is on the top of the stack. */
static void follow_right(Task *task, const CartesianPipe *cartesian)
{
    FollowPlace place = {ORIGIN_PAIR, cartesian->pipe.rdd, cartesian->partition, NULL};
    FollowSide right = {task->follow.origin, follow_encode_top(task)};
    FollowSide left = side_of(task, &cartesian->lefts);
    follow_pair(task, &place, &left, &right);
}

static bool push_right(Pipe *pipe, Task *task, int n)
{
    const CartesianPipe *cartesian = (const CartesianPipe *)pipe;
    lua_State *L = task->L;
    if (n == 2)
        value_make_pair(L);
    int came = task->follow.origin; /* what it was read from may give more */
    if (task->follow.on)
        follow_right(task, cartesian);
    value_push(L, cartesian->lefts.at);
    lua_insert(L, -2);
    bool more = pipe->next->push(pipe->next, task, 2);
    task->follow.origin = came;
    return more;
}

static bool run_cartesian(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    const Rdd *right = task_rdd(task, rdd->deps[1].parent);
    CartesianPipe pipe = {.pipe = {.push = push_right, .next = into, .rdd = rdd},
        .partition = partition};
    pipe.lefts = collect(task, task_rdd(task, rdd->deps[0].parent),
        partition / right->partitions);
    bool more = true;
    for (; has_next(&pipe.lefts) && more; step(&pipe.lefts))
        more = pipeline_run(task, right, partition % right->partitions, &pipe.pipe);
    return more;
}

/* The records in the order of Spark's table, in which each is once. */
static bool run_distinct(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    Collected records = collect(task, task_rdd(task, rdd->deps[0].parent), partition);
    Groups *groups = task_take_groups(task);
    groups_begin(groups, 1);
    if (task->follow.on)
        follow_gather(task, groups, rdd, partition);
    for (; has_next(&records); step(&records)) {
        const char *at = records.at;
        size_t size = (size_t)(record_next(at) - at);
        int entry = groups_add_key(groups, at, size, hash_java(at));
        if (!task->follow.on)
            continue;
        follow_take(&task->follow, records.origins, records.index);
        follow_add(task, groups, entry, at, NULL);
    }
    const int32_t *order = groups_order(groups);
    bool more = true;
    for (int i = 0; i < groups_count(groups) && more; i++) {
        if (task->follow.on)
            follow_entry(task, groups, order[i]);
        more = pipe_give(into, task, groups_key(groups, order[i]));
    }
    return more;
}

static bool run_zipped(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    FollowPlace place = {ORIGIN_PAIR, rdd, partition, NULL};
    Collected lefts = collect(task, task_rdd(task, rdd->deps[0].parent), partition);
    Collected rights = collect(task, task_rdd(task, rdd->deps[1].parent), partition);
    bool more = true;
    while (more && has_next(&lefts) && has_next(&rights)) {
        if (task->follow.on) {
            FollowSide left = side_of(task, &lefts), right = side_of(task, &rights);
            follow_pair(task, &place, &left, &right);
        }
        more = give_pair(task, lefts.at, rights.at, into);
        step(&lefts);
        step(&rights);
    }
    if (more && (has_next(&lefts) || has_next(&rights))) {
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
