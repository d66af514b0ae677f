/* lua/task/flat_map.c -- flatMap: a function that gives any number of records, and
 * `split`, which needs no call.
 * Spark: MapPartitionsRDD (semantics 5.1). */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <limits.h>

#include "lua/base/split.h"
#include "lua/base/value.h"
#include "lua/task/task.h"

/* What is emitted during a call waits in a table, two slots a record, because
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
    int parameters;         /* how many values the function takes */
    NativeRecords *records; /* what evaluating it gives */
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
    narrow_push_call(pipe, task, n);
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

/* How many values a function takes; one that takes any number takes an emitter too. */
static int count_parameters(lua_State *L)
{
    lua_Debug info;
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">u", &info);
    return info.isvararg && lua_tocfunction(L, -1) == NULL ? INT_MAX : info.nparams;
}

static void open_emitter(FlatPipe *flat, lua_State *L)
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

/* `split`: the words go on without a list, as pieces of the line. */

static bool pass_words(Pipe *pipe, Task *task, const char *text, size_t size)
{
    Pipe *next = pipe->next;
    const char *piece;
    Splitter splitter;
    Item word;
    bool more = true;
    pipe->calls++;
    const Item *separator = pipe->native->constant;
    if (separator != NULL)
        split_begin(&splitter, text, size, separator->as.text, separator->size);
    else
        split_begin(&splitter, text, size, " ", 1);
    while (more && split_next(&splitter, &piece, &size)) {
        item_set_text(&word, piece, size);
        more = pipe_pass(next, task, &word, NULL);
    }
    return more;
}

static bool push_split(Pipe *pipe, Task *task, int n)
{
    lua_State *L = task->L;
    if (n != 1 || lua_type(L, -1) != LUA_TSTRING ||
        !task_native_holds(task, pipe->native))
        return push_flat_map(pipe, task, n);

    size_t size;
    const char *text = lua_tolstring(L, -1, &size);
    return pass_words(pipe, task, text, size);
}

static bool take_split(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    if (second != NULL || first->tag != RECORD_STRING ||
        !task_native_holds(task, pipe->native))
        return pipe_push_items(pipe, task, first, second);
    return pass_words(pipe, task, first->as.text, first->size);
}

/* Any other function that C evaluates: its records are given on when it is over. */

static bool pass_records(Pipe *pipe, Task *task, const NativeRecords *records)
{
    Pipe *next = pipe->next;
    const Item *emitted = records->emitted.items;
    const NativeList *list = records->returned;
    bool more = true;
    pipe->calls++;
    for (int i = 0; i < records->emitted.n && more; i += 2) {
        bool is_pair = !native_is_nil(&emitted[i + 1]);
        more = is_pair ? pipe_pass(next, task, &emitted[i], &emitted[i + 1])
                       : pipe_pass_value(next, task, &emitted[i]);
    }
    for (int i = 0; list != NULL && i < list->n && more; i++)
        more = pipe_pass_value(next, task, &list->items[i]);
    return more;
}

static bool take_records(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    NativeRecords *records = ((FlatPipe *)pipe)->records;
    NativeFrame frame;
    if (task_native_holds(task, pipe->native) &&
        native_run_records(pipe->native, first, second, records, &frame))
        return pass_records(pipe, task, records);
    return pipe_push_items(pipe, task, first, second);
}

static bool push_records(Pipe *pipe, Task *task, int n)
{
    NativeRecords *records = ((FlatPipe *)pipe)->records;
    NativeFrame frame;
    Item items[2];
    if (narrow_read_items(task->L, n, items) && task_native_holds(task, pipe->native) &&
        native_run_records(pipe->native, &items[0], n == 2 ? &items[1] : NULL, records,
            &frame))
        return pass_records(pipe, task, records);
    return push_flat_map(pipe, task, n);
}

static void evaluate(FlatPipe *flat, Task *task)
{
    bool splits = flat->pipe.native->form == NATIVE_SPLIT;
    flat->pipe.push = splits ? push_split : push_records;
    flat->pipe.take = splits ? take_split : take_records;
    if (!splits)
        flat->records = task_take_records(task);
}

bool flat_map_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    lua_State *L = task->L;
    int top = lua_gettop(L);
    FlatPipe flat = {
        .pipe = {.push = push_flat_map, .next = into, .rdd = rdd, .function = top + 1}};
    flat.pipe.native =
        task_push_evaluated(task, rdd->narrow.func, evaluates_narrow(rdd->narrow.op));
    open_emitter(&flat, L);
    if (flat.pipe.native != NULL)
        evaluate(&flat, task);
    bool more =
        pipeline_run(task, task_rdd(task, rdd->deps[0].parent), partition, &flat.pipe);
    narrow_note_calls(task, &flat.pipe);
    lua_settop(L, top);
    return more;
}
