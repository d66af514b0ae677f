/* lua/task/updates.c -- updateStateByKey: the function of a key's values and state,
 * called or evaluated, and that of all keys at once. Spark: StateDStream
 * (semantics 5.5). */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stddef.h>

#include "lua/base/value.h"
#include "lua/task/key_work.h"
#include "vm/store/hash.h"

static void push_values(KeyWork *work, int entry, int side)
{
    lua_State *L = work->task->L;
    const Chain *chain = groups_chain(work->groups, entry, side);
    lua_createtable(L, (int)chain->count, 0);
    lua_Integer i = 0;
    for (const char *at = groups_first(work->groups, entry, side); at != NULL;
         at = groups_next(work->groups, at)) {
        if (record_tag(at) == RECORD_INT)
            lua_pushinteger(L, record_int(at));
        else
            value_push(L, at);
        lua_rawseti(L, -2, ++i);
    }
}

/* The state that the function on the top of the stack has given: nil and None take the
 * key away, Some(x) is x. False if there is none. */
static bool settle_state(lua_State *L)
{
    if (lua_isnil(L, -1) || lua_topointer(L, -1) == state_context(L)->none)
        return false;
    if (value_meta(L, -1) == META_SOME) {
        lua_getfield(L, -1, "value");
        lua_remove(L, -2);
    }
    return true;
}

/* Calls f([time, key,] values, state) with the two values on the top, which it takes,
 * and gives the new state on. */
static bool update(KeyWork *work, const Item *key)
{
    Task *task = work->task;
    lua_State *L = task->L;
    int first = lua_gettop(L) - 1;
    bool timed = work->rdd->narrow.op == NARROW_UPDATE_TIMED;
    work->noted.calls++;
    task_note_keyed_call(task, work->rdd, key, first, lua_isnil(L, -1) ? 1 : 2);
    if (work->notes.on)
        key_notes_before(&work->notes, key, first);
    lua_pushvalue(L, work->function);
    if (timed) {
        task_push_time(L, work->rdd->batch);
        task_push_item(task, key);
    }
    lua_pushvalue(L, first);
    lua_pushvalue(L, first + 1);
    lua_call(L, timed ? 4 : 2, 1);
    bool has_state = settle_state(L);
    if (work->notes.on)
        key_notes_after(&work->notes, has_state);
    bool more = !has_state || pipe_give_keyed(work->into, task, key);
    lua_settop(L, first - 1);
    return more;
}

/* Pushes values and state (or nil) of an entry. */
static void push_entry(KeyWork *work, int entry)
{
    lua_State *L = work->task->L;
    push_values(work, entry, 0);
    const char *state =
        work->groups->n_sides > 1 ? groups_first(work->groups, entry, 1) : NULL;
    if (state != NULL)
        value_push(L, state);
    else
        lua_pushnil(L);
}

/* Reads values and state (or nil) of an entry as items. */
static NativeList *read_entry(KeyWork *work, int entry, Item *state)
{
    const Groups *groups = work->groups;
    NativeList *values = &work->room->lists[0];
    const char *next;
    values->n = 0;
    values->grows = true;
    for (const char *at = groups_first(groups, entry, 0); at != NULL;
         at = groups_next(groups, at)) {
        Item value;
        item_read(&value, at, &next);
        native_append(values, &value);
    }
    const char *before = groups->n_sides > 1 ? groups_first(groups, entry, 1) : NULL;
    state->tag = (RecordTag)ITEM_NIL;
    if (before != NULL)
        item_read(state, before, &next);
    return values;
}

/* Gives the new state of an entry on as C evaluates it, and says in *more whether more
 * is wanted; false if Lua has to be called. */
static bool update_natively(KeyWork *work, const Item *key, int entry, bool *more)
{
    NativeFrame frame;
    Item state;
    if (work->native == NULL || work->notes.on ||
        !task_native_holds(work->task, work->native) ||
        !native_run_list(work->native, read_entry(work, entry, &state), &state, &frame))
        return false;
    bool has_state = frame.n > 0 && !native_is_nil(frame.results[0]);
    if (has_state &&
        (frame.results[0]->tag == RECORD_SOME || frame.results[0]->tag == RECORD_NONE))
        return false;
    work->noted.calls++;
    *more = !has_state || pipe_pass(work->into, work->task, key, frame.results[0]);
    return true;
}

bool updates_key(KeyWork *work, int entry)
{
    const char *next;
    bool more;
    Item key;
    item_read(&key, groups_key(work->groups, entry), &next);
    if (update_natively(work, &key, entry, &more))
        return more;
    push_entry(work, entry);
    return update(work, &key);
}

/* A batch without an RDD: every state with no values. The state is on the top. */
bool updates_keyed(Pipe *pipe, Task *task, const Item *key)
{
    KeyWork *work = (KeyWork *)(void *)((char *)pipe - offsetof(KeyWork, noted));
    lua_newtable(task->L);
    lua_insert(task->L, -2);
    return update(work, key);
}

bool updates_take(Pipe *pipe, Task *task, const Item *first, const Item *second)
{
    task_push_item(task, second != NULL ? second : first);
    if (second == NULL)
        keyed_fail_record(task, pipe->rdd);
    return updates_keyed(pipe, task, first);
}

bool updates_push(Pipe *pipe, Task *task, int n)
{
    const KeyWork *work = (KeyWork *)(void *)((char *)pipe - offsetof(KeyWork, noted));
    if (n != 2)
        keyed_fail_record(task, pipe->rdd);
    buffer_clear(work->record);
    const char *problem = value_encode(task->L, -2, work->record);
    if (problem != NULL)
        keyed_fail_key(task, pipe->rdd, problem);
    const char *next;
    Item key;
    item_read(&key, work->record->data, &next);
    return updates_keyed(pipe, task, &key);
}

/* All keys at once. */

/* A list of tuples (key, values, state) for the iterator form; a key without a state
 * has nil for its third part. */
static void push_entries(KeyWork *work)
{
    lua_State *L = work->task->L;
    const int32_t *order = groups_order(work->groups);
    lua_createtable(L, groups_count(work->groups), 0);
    int list = lua_gettop(L);
    for (int i = 0; i < groups_count(work->groups); i++) {
        value_push(L, groups_key(work->groups, order[i]));
        push_entry(work, order[i]);
        value_make_tuple(L, 3);
        lua_rawseti(L, list, i + 1);
    }
}

/* An RDD of states, to which nothing came. */
void updates_read_states(KeyWork *work, const Rdd *states, int partition)
{
    Task *task = work->task;
    Groups *groups = work->groups = task_take_groups(task);
    CollectPipe pipe;
    groups_begin(groups, 2);
    collect_pipe_init(&pipe, task, task_take_scratch(task), -1);
    pipeline_run(task, states, partition, &pipe.pipe);
    if (task->follow.on)
        follow_gather(task, groups, work->rdd, partition);
    const char *at = pipe.into->data, *end = at + pipe.into->size;
    for (int64_t i = 0; at < end; at = record_next(at)) {
        const char *key = record_first(at), *state = record_next(key);
        int entry = groups_add_key(groups, key, (size_t)(state - key), hash_java(key));
        groups_add_value(groups, entry, 1, state, (size_t)(record_next(state) - state));
        if (task->follow.on) {
            follow_take(&task->follow, pipe.origins, i++);
            follow_add(task, groups, entry, key, state);
        }
    }
}

bool updates_list(KeyWork *work, int partition)
{
    Task *task = work->task;
    lua_State *L = task->L;
    work->noted.calls++;
    lua_pushvalue(L, work->function);
    push_entries(work);
    task_note_call(task, work->rdd, lua_gettop(L), 0);
    lua_call(L, 1, 1);
    if (!lua_istable(L, -1))
        task_fail(task, work->rdd, "wrong-type",
            "the function of %s returned %s; it wants a list of pairs",
            work->rdd->site.op, luaL_typename(L, -1));
    Pipe *into = work->into;
    NotedList noted;
    if (work->notes.on)
        into = key_notes_list(&noted, &work->notes, work->groups, into);
    FollowedList followed = {.groups = work->groups, .partition = partition};
    into = follow_list(&followed, task, work->rdd, into);
    bool more = narrow_give_list(task, work->rdd, lua_gettop(L), into);
    if (work->notes.on)
        key_notes_list_end(&noted);
    return more;
}
