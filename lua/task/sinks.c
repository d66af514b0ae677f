/* lua/task/sinks.c -- where the records of a task end: the result of an action, or the
 * output of a shuffle (lua/task/shuffle_write.c). */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

/* A record was appended; whether another one is wanted. */
static bool count_collected(CollectPipe *collect, const Task *task)
{
    if (collect->origins != NULL)
        follow_append(&task->follow, collect->origins);
    collect->records++;
    return collect->limit < 0 || collect->records < collect->limit;
}

static bool push_collect(Pipe *pipe, Task *task, int n)
{
    CollectPipe *collect = (CollectPipe *)pipe;
    lua_State *L = task->L;
    const char *problem = n == 2 ? value_encode_pair(L, -2, -1, collect->into)
                                 : value_encode(L, -1, collect->into);
    if (problem != NULL)
        task_fail(task, task->active, "wrong-type", "%s cannot be a record", problem);
    return count_collected(collect, task);
}

static bool take_collect(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    CollectPipe *collect = (CollectPipe *)pipe;
    item_append_record(first, second, collect->into);
    return count_collected(collect, task);
}

static bool collect_keyed(Pipe *pipe, Task *task, const Item *key)
{
    CollectPipe *collect = (CollectPipe *)pipe;
    size_t before = collect->into->size;
    record_append_pair(collect->into);
    item_append(key, collect->into);
    const char *problem = value_encode(task->L, -1, collect->into);
    if (problem != NULL) {
        collect->into->size = before;
        task_fail(task, task->active, "wrong-type", "%s cannot be a record", problem);
    }
    lua_pop(task->L, 1);
    return count_collected(collect, task);
}

void collect_pipe_init(CollectPipe *pipe, Task *task, Buffer *into, int64_t limit)
{
    *pipe = (CollectPipe){.pipe = {.push = push_collect,
                              .take = take_collect,
                              .keyed = collect_keyed},
        .into = into,
        .limit = limit,
        .origins = task->follow.on ? task_take_scratch(task) : NULL};
}

typedef struct CountPipe {
    Pipe pipe;
    int64_t records;
} CountPipe;

static bool push_count(Pipe *pipe, Task *task, int n)
{
    (void)task;
    (void)n;
    ((CountPipe *)pipe)->records++;
    return true;
}

static bool take_count(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    (void)task;
    (void)first;
    (void)second;
    ((CountPipe *)pipe)->records++;
    return true;
}

static bool count_keyed(Pipe *pipe, Task *task, const Item *key)
{
    (void)key;
    lua_pop(task->L, 1);
    ((CountPipe *)pipe)->records++;
    return true;
}

static void count_many(Pipe *pipe, int64_t records)
{
    ((CountPipe *)pipe)->records += records;
}

static void run_collect(Task *task, const Rdd *rdd)
{
    int64_t limit = task->work->action.limit;
    CollectPipe pipe;
    collect_pipe_init(&pipe, task, &task->result->data, limit);
    if (limit != 0)
        pipeline_run(task, rdd, task->spec->partition, &pipe.pipe);
    task->result->written = pipe.records;
    if (task->follow.on) {
        FollowPlace place = {ORIGIN_GAVE, rdd, task->spec->partition, NULL};
        follow_all_left(task, &place, &task->result->data, pipe.origins);
    }
}

static void run_count(Task *task, const Rdd *rdd)
{
    CountPipe pipe = {.pipe = {.push = push_count,
                          .take = take_count,
                          .keyed = count_keyed,
                          .count = count_many}};
    pipeline_run(task, rdd, task->spec->partition, &pipe.pipe);
    task->result->written = pipe.records;
}

/* foreach: the function is called with each record, and what it gives is dropped. */
static bool push_foreach(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    int first = lua_gettop(L) - n + 1;
    pipe->calls++;
    if (task->follow.on) {
        FollowPlace place = {ORIGIN_GAVE, pipe->rdd, task->spec->partition, NULL};
        follow_top_left(task, &place, pipe->calls - 1, n);
    }
    task_note_call(task, pipe->rdd, first, n);
    lua_pushvalue(L, pipe->function);
    for (int i = 0; i < n; i++)
        lua_pushvalue(L, first + i);
    lua_call(L, n, 0);
    return true;
}

static void run_foreach(Task *task, const Rdd *rdd)
{
    Pipe pipe = {.push = push_foreach, .rdd = rdd};
    task_push_function(task, task->work->action.func);
    pipe.function = lua_gettop(task->L);
    pipeline_run(task, rdd, task->spec->partition, &pipe);
    task->result->written = pipe.calls;
}

/* The function is called with the list of all records; what it gives, unless it is nil,
 * is the result. */
static void run_partition(Task *task, const Rdd *rdd)
{
    lua_State *L = task->L;
    task_push_function(task, task->work->action.func);
    whole_push_list(task, rdd, task->spec->partition, NULL);
    task_note_call(task, rdd, lua_gettop(L), 0);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1))
        return;
    const char *problem = value_encode(L, -1, &task->result->data);
    if (problem != NULL)
        task_fail(task, rdd, "wrong-type", "%s cannot be sent to the driver", problem);
    task->result->written = 1;
}

static void run_action(Task *task, const Rdd *rdd)
{
    switch (task->work->action.kind) {
    case ACTION_COLLECT:
        run_collect(task, rdd);
        break;
    case ACTION_COUNT:
        run_count(task, rdd);
        break;
    case ACTION_FOREACH:
        run_foreach(task, rdd);
        break;
    case ACTION_PARTITION:
        run_partition(task, rdd);
        break;
    }
}

void sink_run(Task *task)
{
    const StageWork *work = task->work;
    if (work->shuffle != NULL)
        shuffle_write(task, work->shuffle);
    else
        run_action(task, task_rdd(task, work->rdd));
}
