/* lua/task/joins.c -- operators on all values of a key: joins, and windows that
 * are made of the window before. Spark: PairRDDFunctions.join and its like,
 * ReducedWindowedDStream (semantics 6.4). */
// SPDX-License-Identifier: MIT
#include "lua/base/value.h"
#include "lua/task/key_work.h"
#include "vm/base/check.h"

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
        return updates_key;
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
        .room = task_take_records(task),
        .noted = {.push = updates_push,
            .take = updates_take,
            .keyed = updates_keyed,
            .rdd = rdd}};
    push_functions(&work);
    const Rdd *parent = task_rdd(task, rdd->deps[0].parent);
    const Rdd *source = source_of(&work);
    bool list = rdd->narrow.op == NARROW_UPDATE_LIST, more;
    if (source != NULL)
        work.groups = keyed_groups_of(task, source, partition);
    begin_notes(&work, parent, partition);
    if (list && source == NULL)
        updates_read_states(&work, parent, partition);
    if (list)
        more = updates_list(&work, partition);
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
