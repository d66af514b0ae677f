/* lua/task/values.c -- operators on the values of pairs, and operators that C computes.
 * Spark: MapPartitionsRDD as mapValues, flatMapValues, keys, values, keyBy make it;
 * PartitionwiseSampledRDD, ZippedWithIndexRDD. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/owned.h"
#include "lua/base/value.h"
#include "lua/task/task.h"
#include "vm/base/check.h"
#include "vm/base/java_random.h"
#include "vm/store/ranges.h"
#include "vm/store/sampling.h"

/* Calls the function of a pipe with the value on the top; leaves what it gave: several
 * values are one tuple. */
static void call_with_value(Pipe *pipe, Task *task)
{
    lua_State *L = task->L;
    pipe->calls++;
    task_note_call(task, pipe->rdd, lua_gettop(L), 1);
    int top = lua_gettop(L);
    lua_pushvalue(L, pipe->function);
    lua_pushvalue(L, -2);
    lua_call(L, 1, LUA_MULTRET);
    if (lua_gettop(L) == top)
        lua_pushnil(L);
    else if (lua_gettop(L) > top + 1)
        value_make_tuple(L, lua_gettop(L) - top);
}

static _Noreturn void fail_nil(Task *task, const Rdd *rdd)
{
    task_fail(task, rdd, "nil-record",
        "the function of %s returned nil; null stands for no value", rdd->site.op);
}

/* Replaces the value on the top by what the function makes of it. */
static void map_value(Pipe *pipe, Task *task)
{
    call_with_value(pipe, task);
    if (lua_isnil(task->L, -1))
        fail_nil(task, pipe->rdd);
    lua_replace(task->L, -2);
}

static bool push_map_values(Pipe *pipe, Task *task, int n)
{
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    map_value(pipe, task);
    return pipe->next->push(pipe->next, task, 2);
}

static void check_pair(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    if (second != NULL)
        return;
    task_push_items(task, first, second);
    keyed_fail_record(task, pipe->rdd);
}

static bool map_values_keyed(Pipe *pipe, Task *task, const Item *key)
{
    map_value(pipe, task);
    return pipe_give_keyed(pipe->next, task, key);
}

static bool take_map_values(Pipe *pipe, Task *task, const Item *first,
    const Item *second)
{
    check_pair(pipe, task, first, second);
    task_push_item(task, second);
    return map_values_keyed(pipe, task, first);
}

/* The same where C evaluates the function. */

/* Gives a pair with another value on, and says in *more whether more is wanted; false
 * if Lua has to be called. */
static bool pass_value(Pipe *pipe, Task *task, const Item *key, const Item *value,
    bool *more)
{
    NativeFrame frame;
    if (!task_evaluate(task, pipe->native, value, NULL, &frame) || frame.n != 1 ||
        native_is_nil(frame.results[0]))
        return false;
    pipe->calls++;
    *more = pipe_pass(pipe->next, task, key, frame.results[0]);
    return true;
}

static bool take_value_mapped(Pipe *pipe, Task *task, const Item *first,
    const Item *second)
{
    bool more;
    if (second != NULL && pass_value(pipe, task, first, second, &more))
        return more;
    return take_map_values(pipe, task, first, second);
}

static bool value_mapped_keyed(Pipe *pipe, Task *task, const Item *key)
{
    Item value;
    bool more;
    if (!native_item(task->L, -1, &value) ||
        !pass_value(pipe, task, key, &value, &more))
        return map_values_keyed(pipe, task, key);
    lua_pop(task->L, 1);
    return more;
}

static bool push_value_mapped(Pipe *pipe, Task *task, int n)
{
    Item items[2];
    bool more;
    if (n == 2 && narrow_read_items(task->L, n, items) &&
        pass_value(pipe, task, &items[0], &items[1], &more))
        return more;
    return push_map_values(pipe, task, n);
}

static void evaluate_values(Pipe *pipe)
{
    pipe->push = push_value_mapped;
    pipe->take = take_value_mapped;
    pipe->keyed = value_mapped_keyed;
}

/* The key with each item of the list on the top; the key is at a stack index. */
static bool give_items(Pipe *pipe, Task *task, int key)
{
    lua_State *L = task->L;
    int list = lua_gettop(L);
    bool more = true;
    for (lua_Integer i = 1; more && lua_rawgeti(L, list, i) != LUA_TNIL; i++) {
        lua_pushvalue(L, key);
        lua_insert(L, -2);
        more = pipe->next->push(pipe->next, task, 2);
        lua_settop(L, list);
    }
    return more;
}

static bool push_flat_map_values(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    int key = lua_gettop(L) - 1;
    call_with_value(pipe, task);
    ValueMeta meta = value_meta(L, -1);
    if (lua_topointer(L, -1) == state_context(L)->none)
        return true;
    if (meta == META_SOME) {
        lua_pushvalue(L, key);
        lua_getfield(L, -2, "value");
        return pipe->next->push(pipe->next, task, 2);
    }
    if (!lua_istable(L, -1) || value_is_single(meta))
        task_fail(task, pipe->rdd, "wrong-type",
            "the function of %s returned %s; it wants a list, {} for nothing",
            pipe->rdd->site.op, luaL_typename(L, -1));
    return give_items(pipe, task, key);
}

/* Makes one value of the n on the top. */
static void close_record(Task *task, int n)
{
    if (n == 2)
        value_make_pair(task->L);
}

static bool push_key_by(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    int first = lua_gettop(L) - n + 1;
    pipe->calls++;
    task_note_call(task, pipe->rdd, first, n);
    lua_pushvalue(L, pipe->function);
    for (int i = 0; i < n; i++)
        lua_pushvalue(L, first + i);
    lua_call(L, n, LUA_MULTRET);
    int got = lua_gettop(L) - (first + n - 1);
    if (got == 2)
        value_make_pair(L);
    else if (got != 1 || lua_isnil(L, -1))
        fail_nil(task, pipe->rdd);
    lua_insert(L, first); /* key, record */
    close_record(task, n);
    return pipe->next->push(pipe->next, task, 2);
}

static bool push_key(Pipe *pipe, Task *task, int n)
{
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    lua_pop(task->L, 1);
    return narrow_give_value(task, pipe->next);
}

static bool push_value(Pipe *pipe, Task *task, int n)
{
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    return narrow_give_value(task, pipe->next);
}

static bool take_key(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    check_pair(pipe, task, first, second);
    return pipe_pass_value(pipe->next, task, first);
}

static bool take_value(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    check_pair(pipe, task, first, second);
    return pipe_pass_value(pipe->next, task, second);
}

static bool push_with_null(Pipe *pipe, Task *task, int n)
{
    close_record(task, n);
    lua_pushlightuserdata(task->L, NULL);
    return pipe->next->push(pipe->next, task, 2);
}

static bool push_with_one(Pipe *pipe, Task *task, int n)
{
    close_record(task, n);
    lua_pushinteger(task->L, 1);
    return pipe->next->push(pipe->next, task, 2);
}

static bool push_one_value(Pipe *pipe, Task *task, int n)
{
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    lua_pop(task->L, 1);
    lua_pushinteger(task->L, 1);
    return pipe->next->push(pipe->next, task, 2);
}

static bool push_null_and_one(Pipe *pipe, Task *task, int n)
{
    (void)n;
    lua_pushlightuserdata(task->L, NULL);
    lua_pushinteger(task->L, 1);
    return pipe->next->push(pipe->next, task, 2);
}

static bool take_null_and_one(Pipe *pipe, Task *task, const Item *first,
    const Item *second)
{
    (void)first;
    (void)second;
    const Item none = {.tag = RECORD_NULL};
    const Item one = {.tag = RECORD_INT, .as.integer = 1};
    return pipe_pass(pipe->next, task, &none, &one);
}

static bool push_null_and_value(Pipe *pipe, Task *task, int n)
{
    close_record(task, n);
    lua_pushlightuserdata(task->L, NULL);
    lua_insert(task->L, -2);
    return pipe->next->push(pipe->next, task, 2);
}

static bool push_same(Pipe *pipe, Task *task, int n)
{
    return pipe->next->push(pipe->next, task, n);
}

static bool give_same_keyed(Pipe *pipe, Task *task, const Item *key)
{
    return pipe_give_keyed(pipe->next, task, key);
}

static bool take_same(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    return pipe_pass(pipe->next, task, first, second);
}

/* repartition: keys count upwards from a place that depends on the partition. */
typedef struct CountPipe {
    Pipe pipe;
    int64_t next;
} CountPipe;

static bool push_distributed(Pipe *pipe, Task *task, int n)
{
    CountPipe *count = (CountPipe *)pipe;
    close_record(task, n);
    lua_pushinteger(task->L, ++count->next);
    lua_insert(task->L, -2);
    return pipe->next->push(pipe->next, task, 2);
}

static bool push_indexed(Pipe *pipe, Task *task, int n)
{
    CountPipe *count = (CountPipe *)pipe;
    close_record(task, n);
    lua_pushinteger(task->L, count->next++);
    return pipe->next->push(pipe->next, task, 2);
}

static int64_t first_count(const Rdd *rdd, int partition)
{
    if (rdd->narrow.op == NARROW_ZIP_INDEX)
        return rdd->narrow.starts[partition];
    if (rdd->narrow.op != NARROW_DISTRIBUTE)
        return 0;
    JavaRandom random;
    java_random_init_xorshift(&random, partition);
    return java_random_next_int_below(&random, (int32_t)rdd->narrow.number);
}

/* sortByKey: how many keys a partition has, and some of them. Spark:
 * RangePartitioner.sketch; the seed depends on the RDD of the keys. */
typedef struct SketchPipe {
    Pipe pipe;
    Reservoir *reservoir;
    Buffer *scratch;
} SketchPipe;

static bool take_sketch(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    (void)task;
    const SketchPipe *sketch = (SketchPipe *)pipe;
    buffer_clear(sketch->scratch);
    item_append_record(first, second, sketch->scratch);
    reservoir_add(sketch->reservoir, sketch->scratch->data);
    return true;
}

static bool push_sketch(Pipe *pipe, Task *task, int n)
{
    SketchPipe *sketch = (SketchPipe *)pipe;
    close_record(task, n);
    buffer_clear(sketch->scratch);
    const char *problem = value_encode(task->L, -1, sketch->scratch);
    if (problem != NULL)
        task_fail(task, pipe->rdd, "wrong-type", "%s cannot be a key of %s", problem,
            pipe->rdd->site.op);
    reservoir_add(sketch->reservoir, sketch->scratch->data);
    return true;
}

static int free_reservoir(lua_State *L)
{
    reservoir_free(lua_touserdata(L, 1));
    return 0;
}

/* In a userdata, since functions before it may raise. */
static Reservoir *push_reservoir(lua_State *L, int wanted, int64_t seed)
{
    Reservoir *reservoir =
        owned_push(L, sizeof *reservoir, "sluice.reservoir", free_reservoir);
    reservoir_init(reservoir, wanted, seed);
    return reservoir;
}

static bool run_sketch(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    int top = lua_gettop(task->L);
    const Rdd *keys = task_rdd(task, rdd->deps[0].parent);
    int64_t seed = ranges_sample_seed(keys->id, partition);
    SketchPipe sketch = {.pipe = {.push = push_sketch, .take = take_sketch, .rdd = rdd},
        .reservoir = push_reservoir(task->L, (int)rdd->narrow.number, seed),
        .scratch = task_take_scratch(task)};
    pipeline_run(task, keys, partition, &sketch.pipe);

    Buffer *record = task_take_scratch(task);
    record_append_pair(record);
    record_append_int(record, sketch.reservoir->count);
    size_t start = record_begin_list(record, RECORD_LIST);
    reservoir_append(sketch.reservoir, record);
    record_end_list(record, start, (uint32_t)sketch.reservoir->held);
    if (task->follow.on)
        follow_lost(task, rdd, partition);
    bool more = pipe_give(into, task, record->data);
    lua_settop(task->L, top);
    return more;
}

/* sample: how many copies of each record go on. */
typedef struct SamplePipe {
    Pipe pipe;
    Sampler sampler;
} SamplePipe;

static bool push_sample(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    int copies = sampler_next(&((SamplePipe *)pipe)->sampler);
    int top = lua_gettop(L);
    bool more = true;
    for (int i = 0; i < copies && more; i++) {
        for (int j = 0; j < n; j++)
            lua_pushvalue(L, top - n + 1 + j);
        more = pipe->next->push(pipe->next, task, n);
        lua_settop(L, top);
    }
    return more;
}

static void init_sampler(Sampler *sampler, const NarrowWork *work, int partition)
{
    if (work->op == NARROW_CELL) {
        sampler_init_cell(sampler, work->low, work->high, work->number + partition);
        return;
    }
    int place = work->starts != NULL ? (int)work->starts[partition] : partition;
    sampler_init(sampler, work->replaced, work->fraction,
        sampling_seed(work->number, place));
}

static bool run_sample(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    SamplePipe sample = {.pipe = {.push = push_sample, .next = into, .rdd = rdd}};
    init_sampler(&sample.sampler, &rdd->narrow, partition);
    return pipeline_run(task, task_rdd(task, rdd->deps[0].parent), partition,
        &sample.pipe);
}

typedef struct ValueOp {
    PipePush *push;
    PipeTake *take;
    PipeKeyed *keyed;
} ValueOp;

static ValueOp choose(NarrowOp op)
{
    switch (op) {
    case NARROW_MAP_VALUES:
        return (ValueOp){push_map_values, take_map_values, map_values_keyed};
    case NARROW_FLAT_MAP_VALUES:
        return (ValueOp){.push = push_flat_map_values};
    case NARROW_KEY_BY:
        return (ValueOp){.push = push_key_by};
    case NARROW_KEYS:
        return (ValueOp){push_key, take_key, NULL};
    case NARROW_VALUES:
        return (ValueOp){push_value, take_value, NULL};
    case NARROW_WITH_NULL:
        return (ValueOp){.push = push_with_null};
    case NARROW_WITH_ONE:
        return (ValueOp){.push = push_with_one};
    case NARROW_ONE_VALUE:
        return (ValueOp){.push = push_one_value};
    case NARROW_NULL_AND_ONE:
        return (ValueOp){push_null_and_one, take_null_and_one, NULL};
    case NARROW_NULL_AND_VALUE:
        return (ValueOp){.push = push_null_and_value};
    case NARROW_DISTRIBUTE:
        return (ValueOp){.push = push_distributed};
    case NARROW_ZIP_INDEX:
        return (ValueOp){.push = push_indexed};
    case NARROW_SAME:
        return (ValueOp){push_same, take_same, give_same_keyed};
    default:
        CHECK(!"an operator that is computed elsewhere");
        return (ValueOp){.push = NULL};
    }
}

bool values_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    if (rdd->narrow.op == NARROW_SAMPLE || rdd->narrow.op == NARROW_CELL)
        return run_sample(task, rdd, partition, into);
    if (rdd->narrow.op == NARROW_SKETCH)
        return run_sketch(task, rdd, partition, into);

    lua_State *L = task->L;
    int top = lua_gettop(L);
    ValueOp op = choose(rdd->narrow.op);
    CountPipe count = {.pipe = {.push = op.push,
                           .take = op.take,
                           .keyed = op.keyed,
                           .next = into,
                           .rdd = rdd},
        .next = first_count(rdd, partition)};
    if (rdd->narrow.func != FUNC_NONE) {
        count.pipe.native = task_push_evaluated(task, rdd->narrow.func,
            evaluates_narrow(rdd->narrow.op));
        count.pipe.function = lua_gettop(L);
        if (count.pipe.native != NULL)
            evaluate_values(&count.pipe);
    }
    bool more =
        pipeline_run(task, task_rdd(task, rdd->deps[0].parent), partition, &count.pipe);
    if (rdd->narrow.func != FUNC_NONE)
        narrow_note_calls(task, &count.pipe);
    lua_settop(L, top);
    return more;
}
