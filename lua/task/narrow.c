/* lua/task/narrow.c -- map, filter, flatMap: one record in, any number out.
 * Spark: MapPartitionsRDD (semantics 5.1). */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <limits.h>

#include "lua/base/native.h"
#include "lua/base/split.h"
#include "lua/base/value.h"
#include "lua/base/words.h"
#include "lua/task/task.h"
#include "lua/task/task_notes.h"
#include "vm/base/mem.h"

void task_note_arguments(Task *task, int first, int n)
{
    task->arguments = first;
    task->n_arguments = n;
    task->key = NULL;
}

void task_note_call(Task *task, const Rdd *rdd, int first, int n)
{
    task->active = rdd;
    task_note_arguments(task, first, n);
}

void task_note_keyed_call(Task *task, const Rdd *rdd, const char *key, int first, int n)
{
    task_note_call(task, rdd, first, n);
    task->key = key;
}

/* Pushes the function of a pipe and copies of the n values on the top, ready to be
 * called. */
static void push_call(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    int first = lua_gettop(L) - n + 1;
    pipe->calls++;
    task_note_call(task, pipe->rdd, first, n);
    lua_pushvalue(L, pipe->function);
    lua_pushvalue(L, first);
    if (n == 2)
        lua_pushvalue(L, first + 1);
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
    if (got < 1 || got > 2 || lua_isnil(L, -1) || (got == 2 && lua_isnil(L, -2)))
        fail_results(task, rdd, got);
    if (got == 1 && value_is_pair(L, -1)) {
        value_open_pair(L);
        return 2;
    }
    return got;
}

static bool push_map(Pipe *pipe, Task *task, int n)
{
    int top = lua_gettop(task->L);
    push_call(pipe, task, n);
    lua_call(task->L, n, LUA_MULTRET);
    int got = narrow_settle(task, pipe->rdd, lua_gettop(task->L) - top);
    return pipe->next->push(pipe->next, task, got);
}

/* function(word) return word, 1 end */
static bool push_with_one(Pipe *pipe, Task *task, int n)
{
    pipe->calls++;
    if (n == 2)
        lua_pop(task->L, 1);
    lua_pushinteger(task->L, 1);
    return pipe->next->push(pipe->next, task, 2);
}

static bool push_filter(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    push_call(pipe, task, n);
    lua_call(L, n, 1);
    bool keep = lua_toboolean(L, -1);
    lua_pop(L, 1);
    if (!keep)
        key_notes_refused(task, pipe->rdd);
    return !keep || pipe->next->push(pipe->next, task, n);
}

/* flatMap. What is emitted during a call waits in a table, two slots a record, because
 * pipes work on the frame of the task and the emitting function has its own. */

typedef struct Emitter {
    int count; /* records that wait */
    bool open; /* only during the call; a kept emitter is a mistake */
} Emitter;

typedef struct FlatPipe {
    Pipe pipe;
    int emit;    /* stack index of the emitting function */
    int pending; /* stack index of the table */
    Emitter *emitter;
    int parameters; /* how many values the function takes */
} FlatPipe;

static int emit(lua_State *L)
{
    Emitter *emitter = lua_touserdata(L, lua_upvalueindex(1));
    int n = lua_gettop(L);
    if (!emitter->open)
        return luaL_error(L, "emit is called after the function that it was given to");
    if (n < 1 || n > 2)
        return luaL_error(L, "emit wants a value, or a key and a value; got %d values",
            n);
    if (lua_isnil(L, 1) || (n == 2 && lua_isnil(L, 2)))
        return luaL_error(L, "emit got nil; null stands for no value");

    lua_Integer slot = 2 * (lua_Integer)emitter->count;
    if (n == 1) /* no value of the learner's: marks a record that is no pair */
        lua_pushlightuserdata(L, emitter);
    lua_rawseti(L, lua_upvalueindex(2), slot + 2);
    lua_rawseti(L, lua_upvalueindex(2), slot + 1);
    emitter->count++;
    return 0;
}

bool narrow_give_value(Task *task, Pipe *into)
{
    if (!value_is_pair(task->L, -1))
        return into->push(into, task, 1);
    value_open_pair(task->L);
    return into->push(into, task, 2);
}

static bool drain_emitted(FlatPipe *flat, Task *task)
{
    lua_State *L = task->L;
    int top = lua_gettop(L);
    Pipe *next = flat->pipe.next;
    int count = flat->emitter->count;
    bool more = true;
    flat->emitter->count = 0;
    for (int i = 0; i < count && more; i++) {
        lua_rawgeti(L, flat->pending, 2 * (lua_Integer)i + 1);
        lua_rawgeti(L, flat->pending, 2 * (lua_Integer)i + 2);
        if (lua_touserdata(L, -1) == flat->emitter) {
            lua_pop(L, 1);
            more = narrow_give_value(task, next);
        } else {
            more = next->push(next, task, 2);
        }
        lua_settop(L, top);
    }
    return more;
}

bool narrow_give_list(Task *task, const Rdd *rdd, int list, Pipe *into)
{
    lua_State *L = task->L;
    bool more = true;
    int top = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer i = 1; i <= count && more; i++) {
        if (lua_rawgeti(L, list, i) == LUA_TNIL)
            task_fail(task, rdd, "nil-record",
                "the list that %s's function returned has a nil at %d", rdd->site.op,
                (int)i);
        more = narrow_give_value(task, into);
        lua_settop(L, top);
    }
    return more;
}

/* Some(x) and None are lists of one and of nothing, as in Scala. */
static bool drain_returned(FlatPipe *flat, Task *task)
{
    lua_State *L = task->L;
    int returned = lua_gettop(L);
    const Rdd *rdd = flat->pipe.rdd;
    if (lua_isnil(L, returned))
        return true;
    ValueMeta meta = value_meta(L, returned);
    if (lua_type(L, returned) != LUA_TTABLE || value_is_single(meta))
        task_fail(task, rdd, "wrong-type",
            "the function of %s returned %s; it wants a list, {} for nothing",
            rdd->site.op,
            meta == META_MESSAGE        ? "a ConsumerRecord"
                : value_is_single(meta) ? "a pair"
                                        : luaL_typename(L, returned));
    if (lua_topointer(L, returned) == state_context(L)->none)
        return true;
    if (meta == META_SOME) {
        lua_getfield(L, returned, "value");
        return narrow_give_value(task, flat->pipe.next);
    }
    return narrow_give_list(task, rdd, returned, flat->pipe.next);
}

static bool push_flat_map(Pipe *pipe, Task *task, int n)
{
    FlatPipe *flat = (FlatPipe *)pipe;
    lua_State *L = task->L;
    bool emits = flat->parameters > n;
    push_call(pipe, task, n);
    if (emits)
        lua_pushvalue(L, flat->emit);
    flat->emitter->open = true;
    lua_call(L, emits ? n + 1 : n, 1);
    flat->emitter->open = false;

    if (!emits && lua_isnil(L, -1))
        task_fail(task, pipe->rdd, "nil-record",
            "the function of %s returned nil; it wants a list, {} for nothing",
            pipe->rdd->site.op);
    return drain_emitted(flat, task) && drain_returned(flat, task);
}

/* `split`: the words go on without a list. */
static bool push_split(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    if (n != 1 || lua_type(L, -1) != LUA_TSTRING)
        return push_flat_map(pipe, task, n);

    pipe->calls++;
    size_t size;
    const char *text = lua_tolstring(L, -1, &size);
    const char *piece;
    Splitter splitter;
    split_begin(&splitter, text, size, " ", 1);
    words_begin(L, size);
    int top = lua_gettop(L);
    bool more = true;
    while (more && split_next(&splitter, &piece, &size)) {
        words_push(L, top, piece, size);
        more = pipe->next->push(pipe->next, task, 1);
        lua_settop(L, top);
    }
    return more;
}

/* How many values a function takes; one that takes any number takes an emitter too. */
static int count_parameters(lua_State *L)
{
    lua_Debug info;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">u", &info);
    return info.isvararg && lua_tocfunction(L, -1) == NULL ? INT_MAX : info.nparams;
}

static void open_flat_pipe(FlatPipe *flat, lua_State *L)
{
    flat->parameters = count_parameters(L);
    flat->emitter = lua_newuserdatauv(L, sizeof *flat->emitter, 0);
    *flat->emitter = (Emitter){0};
    lua_newtable(L);
    flat->pending = lua_gettop(L);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_pushcclosure(L, emit, 2);
    flat->emit = lua_gettop(L);
}

/* A function that calls `split` does so natively only if that is ours in this task. */
static bool splits_natively(Task *task, int function)
{
    lua_State *L = task->L;
    if (lua_tocfunction(L, function) == split_function)
        return true;
    lua_getupvalue(L, function, 1);
    bool ours = lua_getfield(L, -1, "split") == LUA_TFUNCTION &&
        lua_tocfunction(L, -1) == split_function;
    lua_pop(L, 2);
    return ours;
}

static PipePush *choose_push(Task *task, NarrowOp op, NativeOp native, int function)
{
    if (op == NARROW_FILTER)
        return push_filter;
    if (op == NARROW_MAP)
        return native == NATIVE_PAIR_WITH_ONE ? push_with_one : push_map;
    return native == NATIVE_SPLIT && splits_natively(task, function) ? push_split
                                                                     : push_flat_map;
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
    FlatPipe flat = {.pipe = {.next = into, .rdd = rdd, .function = top + 1}};
    NativeOp native = task_push_function(task, rdd->narrow.func);
    flat.pipe.push = choose_push(task, rdd->narrow.op, native, top + 1);
    if (rdd->narrow.op == NARROW_FLAT_MAP)
        open_flat_pipe(&flat, L);
    bool more =
        pipeline_run(task, task_rdd(task, rdd->deps[0].parent), partition, &flat.pipe);
    narrow_note_calls(task, &flat.pipe);
    lua_settop(L, top);
    return more;
}

bool narrow_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    switch (rdd->narrow.op) {
    case NARROW_MAP:
    case NARROW_FLAT_MAP:
    case NARROW_FILTER:
        return run_function(task, rdd, partition, into);
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
