/* lua/task/narrow.c -- map and filter: one record in, one or none out.
 * Spark: MapPartitionsRDD (semantics 5.1). */
// SPDX-License-Identifier: MIT
#include "lua/base/value.h"
#include "lua/task/task.h"
#include "lua/task/task_notes.h"
#include "vm/base/mem.h"

void task_note_key(Task *task, const Item *key)
{
    /* Field by field, as it was written: the processor waits for a larger load. */
    task->key.tag = key->tag;
    task->key.size = key->size;
    task->key.as.record = key->as.record;
    task->has_key = true;
}

void task_note_keyed_call(Task *task, const Rdd *rdd, const Item *key, int first, int n)
{
    task_note_call(task, rdd, first, n);
    task_note_key(task, key);
}

/* The n values on the top begin at `first`. */
static void push_call(Pipe *pipe, Task *task, int first, int n)
{
    lua_State *L = task->L;
    pipe->calls++;
    task_note_call(task, pipe->rdd, first, n);
    lua_pushvalue(L, pipe->function);
    lua_pushvalue(L, first);
    if (n == 2)
        lua_pushvalue(L, first + 1);
}

void narrow_push_call(Pipe *pipe, Task *task, int n)
{
    push_call(pipe, task, lua_gettop(task->L) - n + 1, n);
}

static _Noreturn void fail_results(Task *task, const Rdd *rdd, int got)
{
    const char *op = rdd->site.op;
    if (got > 2)
        task_fail(task, rdd, "wrong-type",
            "the function of %s returned %d values; a record is one value, or two for a "
            "pair",
            op, got);
    if (got == 2 && !lua_isnil(task->L, -2))
        task_fail(task, rdd, "nil-record",
            "the function of %s returned a pair whose value is nil; null stands for no "
            "value",
            op);
    task_fail(task, rdd, "nil-record",
        "the function of %s returned nil; %s makes one record of each record", op, op);
}

int narrow_settle(Task *task, const Rdd *rdd, int got)
{
    lua_State *L = task->L;
    int type = got < 1 || got > 2 ? LUA_TNIL : lua_type(L, -1);
    if (type == LUA_TNIL || (got == 2 && lua_isnil(L, -2)))
        fail_results(task, rdd, got);
    if (got == 1 && type == LUA_TTABLE && value_is_pair(L, -1)) {
        value_open_pair(L);
        return 2;
    }
    return got;
}

/* What a function returned begins at `first`. */
static inline bool pass_results(Pipe *pipe, Task *task, int first)
{
    Pipe *next = pipe->next;
    int got = lua_gettop(task->L) - first + 1;
    if (got == 2 && next->known != NULL && next->known(next, task, first))
        return true;
    return next->push(next, task, narrow_settle(task, pipe->rdd, got));
}

static bool push_map(Pipe *pipe, Task *task, int n)
{
    int top = lua_gettop(task->L);
    push_call(pipe, task, top - n + 1, n);
    lua_call(task->L, n, LUA_MULTRET);
    return pass_results(pipe, task, top + 1);
}

/* Calls the function with one value, which is noted for failures as what it is. */
static void call_with_item(Pipe *pipe, Task *task, const Item *item, int results)
{
    pipe->calls++;
    task_note_keyed_call(task, pipe->rdd, item, 0, 0);
    lua_pushvalue(task->L, pipe->function);
    task_push_item(task, item);
    lua_call(task->L, 1, results);
}

static bool take_map(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    if (second != NULL)
        return pipe_push_items(pipe, task, first, second);
    lua_State *L = task->L;
    int top = lua_gettop(L);
    call_with_item(pipe, task, first, LUA_MULTRET);
    bool more = pass_results(pipe, task, top + 1);
    task->has_key = false; /* what the item points at may go */
    lua_settop(L, top);
    return more;
}

bool narrow_read_items(lua_State *L, int n, Item items[2])
{
    return native_item(L, -n, &items[0]) && (n == 1 || native_item(L, -1, &items[1]));
}

/* Gives what a native function made of a record to the next pipe, and says in *more
 * whether that wants more. False if Lua has to be called. */
static bool pass_mapped(Pipe *pipe, Task *task, const NativeFrame *frame, bool *more)
{
    const Item *const *results = frame->results;
    if (frame->n < 1 || frame->n > 2 || native_is_nil(results[0]) ||
        (frame->n == 2 && native_is_nil(results[1])))
        return false;
    pipe->calls++;
    *more = frame->n == 2 ? pipe_pass(pipe->next, task, results[0], results[1])
                          : pipe_pass_value(pipe->next, task, results[0]);
    return true;
}

static bool take_mapped(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    NativeFrame frame;
    bool more;
    if (task_evaluate(task, pipe->native, first, second, &frame) &&
        pass_mapped(pipe, task, &frame, &more))
        return more;
    return pipe_push_values(pipe, task, push_map, first, second);
}

static bool push_mapped(Pipe *pipe, Task *task, int n)
{
    NativeFrame frame;
    Item items[2];
    bool more;
    if (narrow_read_items(task->L, n, items) &&
        task_evaluate(task, pipe->native, &items[0], n == 2 ? &items[1] : NULL,
            &frame) &&
        pass_mapped(pipe, task, &frame, &more))
        return more;
    return push_map(pipe, task, n);
}

/* function(word) return word, 1 end, and the like: the record becomes the key. */
static bool take_keyed(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    (void)second;
    pipe->calls++;
    return pipe_pass(pipe->next, task, first, pipe->native->constant);
}

/* Whether the function keeps the record of the n values on the top. */
static bool keeps(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    narrow_push_call(pipe, task, n);
    lua_call(L, n, 1);
    bool keep = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return keep;
}

/* The same as C evaluates it, in *keep; false if Lua has to be called. */
static bool keeps_natively(Pipe *pipe, Task *task, const Item *first,
    const Item *second, bool *keep)
{
    NativeFrame frame;
    if (pipe->native == NULL ||
        !task_evaluate(task, pipe->native, first, second, &frame))
        return false;
    pipe->calls++;
    *keep = frame.n > 0 && native_is_true(frame.results[0]);
    return true;
}

static bool push_filter(Pipe *pipe, Task *task, int n)
{
    Item items[2];
    bool keep;
    if (pipe->native == NULL || !narrow_read_items(task->L, n, items) ||
        !keeps_natively(pipe, task, &items[0], n == 2 ? &items[1] : NULL, &keep))
        keep = keeps(pipe, task, n);
    if (!keep)
        key_notes_refused_values(task, pipe->rdd);
    return !keep || pipe->next->push(pipe->next, task, n);
}

/* The same with items, by Lua. */
static bool keeps_items(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    lua_State *L = task->L;
    int top = lua_gettop(L);
    bool keep;
    if (second == NULL) {
        call_with_item(pipe, task, first, 1);
        keep = lua_toboolean(L, -1);
        task->has_key = false; /* what the item points at may go */
    } else {
        keep = keeps(pipe, task, task_push_items(task, first, second));
    }
    lua_settop(L, top);
    return keep;
}

/* A table may be another after the call; anything else is what it was. */
static bool can_change(const Item *item)
{
    return item != NULL && item->tag > RECORD_STRING;
}

/* The record goes on as it came. */
static bool take_filter(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    bool keep;
    if (!keeps_natively(pipe, task, first, second, &keep)) {
        if (can_change(first) || can_change(second))
            return pipe_push_items(pipe, task, first, second);
        keep = keeps_items(pipe, task, first, second);
    }
    if (!keep)
        key_notes_refused(task, pipe->rdd, first);
    return !keep || pipe_pass(pipe->next, task, first, second);
}

bool narrow_give_value(Task *task, Pipe *into)
{
    if (!value_is_pair(task->L, -1))
        return into->push(into, task, 1);
    value_open_pair(task->L);
    return into->push(into, task, 2);
}

bool narrow_give_list(Task *task, const Rdd *rdd, int list, Pipe *into)
{
    lua_State *L = task->L;
    bool more = true;
    int top = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer i = 1; i <= count && more; i++) {
        int type = lua_rawgeti(L, list, i);
        if (type == LUA_TNIL)
            task_fail(task, rdd, "nil-record",
                "the list that %s's function returned has a nil at %d", rdd->site.op,
                (int)i);
        more = type == LUA_TTABLE ? narrow_give_value(task, into)
                                  : into->push(into, task, 1);
        lua_settop(L, top);
    }
    return more;
}

void narrow_note_calls(Task *task, const Pipe *pipe)
{
    narrow_note_given(task, pipe, pipe->calls);
}

void narrow_note_given(Task *task, const Pipe *pipe, int64_t given)
{
    TaskResult *result = task->result;
    result->calls = mem_grow(result->calls, &result->calls_capacity,
        result->n_calls + 1, sizeof *result->calls);
    result->calls[result->n_calls++] =
        (OpCalls){pipe->rdd->stream, pipe->calls, given, pipe->rdd->cost};
}

static bool run_function(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    lua_State *L = task->L;
    int top = lua_gettop(L);
    Pipe pipe = {.push = push_map,
        .take = take_map,
        .next = into,
        .rdd = rdd,
        .function = top + 1};
    pipe.native =
        task_push_evaluated(task, rdd->narrow.func, evaluates_narrow(rdd->narrow.op));
    if (rdd->narrow.op == NARROW_FILTER) {
        pipe.push = push_filter;
        pipe.take = take_filter;
    } else if (pipe.native != NULL) {
        pipe.push = push_mapped;
        pipe.take = pipe.native->form == NATIVE_KEYED ? take_keyed : take_mapped;
    }
    bool more =
        pipeline_run(task, task_rdd(task, rdd->deps[0].parent), partition, &pipe);
    narrow_note_calls(task, &pipe);
    lua_settop(L, top);
    return more;
}

bool narrow_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    switch (rdd->narrow.op) {
    case NARROW_MAP:
    case NARROW_FILTER:
        return run_function(task, rdd, partition, into);
    case NARROW_FLAT_MAP:
        return flat_map_run(task, rdd, partition, into);
    case NARROW_MAP_PARTITIONS:
    case NARROW_MAP_INDEXED:
    case NARROW_GLOM:
    case NARROW_DISTINCT:
        return whole_run(task, rdd, partition, into);
    case NARROW_JOIN:
    case NARROW_LEFT_JOIN:
    case NARROW_RIGHT_JOIN:
    case NARROW_FULL_JOIN:
    case NARROW_ALL_SIDES:
    case NARROW_UPDATE:
    case NARROW_UPDATE_TIMED:
    case NARROW_UPDATE_LIST:
    case NARROW_INVERSE:
        return joins_run(task, rdd, partition, into);
    case NARROW_STATE_MAPPED:
    case NARROW_STATE_PAIRS:
        return map_state_narrow(task, rdd, partition, into);
    default:
        return values_run(task, rdd, partition, into);
    }
}
