/* lua/task/joins.c -- operators on all values of a key: joins, updateStateByKey, and
 * windows that are made of the window before. Spark: PairRDDFunctions.join and its
 * like, StateDStream (semantics 5.5), ReducedWindowedDStream (6.4). */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <stddef.h>

#include "lua/base/value.h"
#include "lua/task/task.h"
#include "lua/task/task_notes.h"
#include "vm/base/check.h"
#include "vm/store/hash.h"

/* One operator at work on one key after the other. */
typedef struct KeyWork {
    Task *task;
    const Rdd *rdd;
    Groups *groups;
    Pipe *into;
    Buffer *record; /* of the pair that is given on */
    int function;   /* stack indices of its functions */
    int inverse;
    const Native *native;
    const Native *inverse_native;
    Pipe noted;
    KeyNotes notes;
} KeyWork;

typedef bool KeyFn(KeyWork *work, int entry);

static void append_bytes(Buffer *out, const char *record)
{
    buffer_append(out, record, (size_t)(record_next(record) - record));
}

/* Joins. */

typedef enum Presence { PLAIN, OPTIONAL } Presence;

/* One side of a joined value: v, Some(v) or None. */
static void append_side(Buffer *out, const char *value, Presence presence)
{
    if (value == NULL) {
        record_append_none(out);
        return;
    }
    if (presence == OPTIONAL)
        record_append_some(out);
    append_bytes(out, value);
}

static bool give_joined(KeyWork *work, const char *key, const char *left,
    const char *right)
{
    NarrowOp op = work->rdd->narrow.op;
    bool left_optional = op == NARROW_RIGHT_JOIN || op == NARROW_FULL_JOIN;
    bool right_optional = op == NARROW_LEFT_JOIN || op == NARROW_FULL_JOIN;
    Buffer *record = work->record;
    buffer_clear(record);
    record_append_pair(record);
    append_bytes(record, key);
    record_append_pair(record);
    append_side(record, left, left_optional ? OPTIONAL : PLAIN);
    append_side(record, right, right_optional ? OPTIONAL : PLAIN);
    return pipe_give(work->into, work->task, record->data);
}

/* The values of a side, or one that is absent if the join keeps the other side. */
static const char *first_or_absent(const KeyWork *work, int entry, int side,
    bool *absent)
{
    NarrowOp op = work->rdd->narrow.op;
    NarrowOp keeps_other = side == 0 ? NARROW_RIGHT_JOIN : NARROW_LEFT_JOIN;
    const char *first = groups_first(work->groups, entry, side);
    *absent = first == NULL && (op == keeps_other || op == NARROW_FULL_JOIN);
    return first;
}

static bool join_key(KeyWork *work, int entry)
{
    Groups *groups = work->groups;
    const char *key = groups_key(groups, entry);
    bool no_left;
    bool no_right;
    const char *left = first_or_absent(work, entry, 0, &no_left);
    const char *first_right = first_or_absent(work, entry, 1, &no_right);
    bool more = true;
    for (int64_t i = no_left ? ORIGIN_NONE : 0; more && (left != NULL || no_left);
         i++, left = left != NULL ? groups_next(groups, left) : NULL, no_left = false) {
        const char *right = first_right;
        if (no_right) {
            follow_joined(work->task, groups, entry, i, ORIGIN_NONE);
            more = give_joined(work, key, left, NULL);
        }
        for (int64_t j = 0; more && right != NULL; right = groups_next(groups, right)) {
            follow_joined(work->task, groups, entry, i, j++);
            more = give_joined(work, key, left, right);
        }
    }
    return more;
}

/* intersection: the key stands for itself. */
static bool common_key(KeyWork *work, int entry)
{
    for (int side = 0; side < work->groups->n_sides; side++) {
        if (groups_first(work->groups, entry, side) == NULL)
            return true;
    }
    buffer_clear(work->record);
    record_append_pair(work->record);
    append_bytes(work->record, groups_key(work->groups, entry));
    record_append_null(work->record);
    return pipe_give(work->into, work->task, work->record->data);
}

/* updateStateByKey. */

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

static bool update_key(KeyWork *work, int entry)
{
    const char *next;
    Item key;
    item_read(&key, groups_key(work->groups, entry), &next);
    push_entry(work, entry);
    return update(work, &key);
}

/* A batch without an RDD: every state with no values. The state is on the top. */
static bool update_state_only(Pipe *pipe, Task *task, const Item *key)
{
    KeyWork *work = (KeyWork *)(void *)((char *)pipe - offsetof(KeyWork, noted));
    lua_newtable(task->L);
    lua_insert(task->L, -2);
    return update(work, key);
}

static bool take_state_only(Pipe *pipe, Task *task, const Item *first,
    const Item *second)
{
    task_push_item(task, second != NULL ? second : first);
    if (second == NULL)
        keyed_fail_record(task, pipe->rdd);
    return update_state_only(pipe, task, first);
}

static bool push_state_only(Pipe *pipe, Task *task, int n)
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
    return update_state_only(pipe, task, &key);
}

/* Windows with an inverse function. */

/* Replaces the two values on the top by what a native function makes of them; false if
 * that is for Lua to do. */
static bool evaluate_two(Task *task, const Native *native)
{
    lua_State *L = task->L;
    Item first;
    Item second;
    NativeFrame frame;
    if (!native_item(L, -2, &first) || !native_item(L, -1, &second) ||
        !task_evaluate(task, native, &first, &second, &frame) || frame.n == 0 ||
        (frame.results[0]->tag != RECORD_INT && frame.results[0]->tag != RECORD_DOUBLE))
        return false;
    task_push_item(task, frame.results[0]);
    lua_replace(L, -3);
    lua_pop(L, 1);
    return true;
}

/* Replaces the two values on the top by f(first, second). */
static void call_two(KeyWork *work, int function, const Native *native)
{
    lua_State *L = work->task->L;
    work->noted.calls++;
    if (native != NULL && evaluate_two(work->task, native))
        return;
    int first = lua_gettop(L) - 1;
    task_note_call(work->task, work->rdd, first, 2);
    lua_pushvalue(L, function);
    lua_pushvalue(L, first);
    lua_pushvalue(L, first + 1);
    lua_call(L, 2, 1);
    if (lua_isnil(L, -1))
        task_fail(work->task, work->rdd, "nil-record",
            "a function of %s returned nil; it makes one value of two",
            work->rdd->site.op);
    lua_replace(L, first);
    lua_settop(L, first);
}

/* The batch that a side of the cogroup behind a window is from. */
static SimTime time_of_side(const KeyWork *work, int side)
{
    const Rdd *together = task_rdd(work->task, work->rdd->deps[0].parent);
    return task_rdd(work->task, together->deps[side].parent)->batch;
}

/* Pushes the fold of the values of the sides [from, to); false if there are none. */
static bool push_fold(KeyWork *work, int entry, int from, int to)
{
    bool enters = from == 1 + (int)work->rdd->narrow.number;
    bool any = false;
    for (int side = from; side < to; side++) {
        const char *value = groups_first(work->groups, entry, side);
        if (value == NULL)
            continue;
        if (work->notes.on)
            key_notes_part(&work->notes, enters, time_of_side(work, side), value);
        value_push(work->task->L, value);
        if (any)
            call_two(work, work->function, work->native);
        any = true;
    }
    return any;
}

static bool invert_key(KeyWork *work, int entry)
{
    Task *task = work->task;
    lua_State *L = task->L;
    int n_leaving = (int)work->rdd->narrow.number;
    const char *next;
    Item key;
    item_read(&key, groups_key(work->groups, entry), &next);
    const char *before = groups_first(work->groups, entry, 0);
    if (work->notes.on)
        key_notes_window(&work->notes, groups_key(work->groups, entry), before);
    if (before != NULL) {
        value_push(L, before);
        if (push_fold(work, entry, 1, 1 + n_leaving))
            call_two(work, work->inverse, work->inverse_native);
        if (push_fold(work, entry, 1 + n_leaving, work->groups->n_sides))
            call_two(work, work->function, work->native);
    } else if (!push_fold(work, entry, 1 + n_leaving, work->groups->n_sides)) {
        task_note_keyed_call(task, work->rdd, &key, lua_gettop(L), 0);
        task_fail_as(task, work->rdd, "java.lang.Exception",
            "Neither previous window has value for key, nor new values found. Are you "
            "sure your key class hashes consistently?");
    }
    if (work->notes.on)
        key_notes_merged(&work->notes);
    return pipe_give_keyed(work->into, task, &key);
}

/* Running. */

/* Notes for an operator with a state. What it begins with, if that is no RDD that its
 * stream has made, was given by the program or comes from a checkpoint. */
static void begin_notes(KeyWork *work, const Rdd *parent, int partition)
{
    const Rdd *rdd = work->rdd;
    if (rdd->narrow.func == FUNC_NONE)
        return;
    key_notes_begin(&work->notes, work->task, rdd, partition);
    const Rdd *before = parent;
    if (parent->kind == RDD_NARROW && parent->narrow.op == NARROW_SAME)
        before = task_rdd(work->task,
            task_rdd(work->task, parent->deps[0].parent)->deps[1].parent);
    work->notes.initial =
        before->stream != rdd->stream || before->kind == RDD_CHECKPOINT;
    if (work->notes.on && rdd->narrow.op == NARROW_INVERSE)
        work->notes.notes->given = -1;
}

static KeyFn *choose(NarrowOp op)
{
    switch (op) {
    case NARROW_ALL_SIDES:
        return common_key;
    case NARROW_UPDATE:
    case NARROW_UPDATE_TIMED:
        return update_key;
    case NARROW_INVERSE:
        return invert_key;
    default:
        return join_key;
    }
}

static bool for_each_key(KeyWork *work, KeyFn *fn)
{
    lua_State *L = work->task->L;
    const int32_t *order = groups_order(work->groups);
    int top = lua_gettop(L);
    bool more = true;
    for (int i = 0; i < groups_count(work->groups) && more; i++) {
        groups_prefetch_walk(work->groups, order, i);
        if (work->task->follow.on)
            follow_entry(work->task, work->groups, order[i]);
        more = fn(work, order[i]);
        lua_settop(L, top);
    }
    return more;
}

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
static void read_states(KeyWork *work, const Rdd *states, int partition)
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

static bool run_list(KeyWork *work, int partition)
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

/* Where the values of each key come from: a cogroup, perhaps behind the step in which
 * Spark names its sides, or an RDD that groups; NULL if the parent is only states. */
static const Rdd *source_of(const KeyWork *work)
{
    const Rdd *parent = task_rdd(work->task, work->rdd->deps[0].parent);
    if (parent->kind == RDD_NARROW && parent->narrow.op == NARROW_SAME)
        return task_rdd(work->task, parent->deps[0].parent);
    bool groups = parent->kind == RDD_COGROUPED ||
        ((parent->kind == RDD_SHUFFLED || parent->kind == RDD_COMBINED) &&
            keyed_makes_lists(&parent->aggregator));
    return groups && !parent->checkpointed ? parent : NULL;
}

static void push_functions(KeyWork *work)
{
    const NarrowWork *narrow = &work->rdd->narrow;
    Evaluates evaluates = evaluates_narrow(narrow->op);
    if (narrow->func != FUNC_NONE) {
        work->native = task_push_evaluated(work->task, narrow->func, evaluates);
        work->function = lua_gettop(work->task->L);
    }
    if (narrow->inverse != FUNC_NONE) {
        work->inverse_native =
            task_push_evaluated(work->task, narrow->inverse, evaluates);
        work->inverse = lua_gettop(work->task->L);
    }
}

bool joins_run(Task *task, const Rdd *rdd, int partition, Pipe *into)
{
    int top = lua_gettop(task->L);
    KeyWork work = {.task = task,
        .rdd = rdd,
        .into = into,
        .record = task_take_scratch(task),
        .noted = {.push = push_state_only,
            .take = take_state_only,
            .keyed = update_state_only,
            .rdd = rdd}};
    push_functions(&work);
    const Rdd *parent = task_rdd(task, rdd->deps[0].parent);
    const Rdd *source = source_of(&work);
    bool list = rdd->narrow.op == NARROW_UPDATE_LIST, more;
    if (source != NULL)
        work.groups = keyed_groups_of(task, source, partition);
    begin_notes(&work, parent, partition);
    if (list && source == NULL)
        read_states(&work, parent, partition);
    if (list)
        more = run_list(&work, partition);
    else if (source == NULL)
        more = pipeline_run(task, parent, partition, &work.noted);
    else
        more = for_each_key(&work, choose(rdd->narrow.op));
    if (rdd->narrow.func != FUNC_NONE)
        narrow_note_calls(task, &work.noted);
    task->has_key = false; /* it may go with what the next operator reads */
    lua_settop(task->L, top);
    return more;
}
