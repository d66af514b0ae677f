// SPDX-License-Identifier: MIT
#include "lua/task/task_notes.h"

#include "lua/base/value.h"
#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

void key_notes_begin(KeyNotes *notes, Task *task, const Rdd *rdd, int partition)
{
    *notes = (KeyNotes){.on = task->work->named_keys != STATE_NOTES_OFF, .task = task};
    if (!notes->on)
        return;
    TaskResult *result = task->result;
    result->notes = mem_grow(result->notes, &result->notes_capacity,
        result->n_notes + 1, sizeof *result->notes);
    notes->notes = state_notes_new(rdd->id, partition, task->work->named_keys);
    result->notes[result->n_notes++] = notes->notes;
    notes->key = task_take_scratch(task);
    notes->before = task_take_scratch(task);
    notes->after = task_take_scratch(task);
    notes->left = task_take_scratch(task);
    notes->entered = task_take_scratch(task);
}

/* The value at a stack index as a record; a value that cannot be one leaves nothing,
 * and the task will fail because of it. */
static void encode(KeyNotes *notes, int index, Buffer *into)
{
    buffer_clear(into);
    if (value_encode(notes->task->L, index, into) != NULL)
        buffer_clear(into);
}

static const char *record_or_null(const Buffer *record)
{
    return record->size > 0 ? record->data : NULL;
}

static bool is_same(const char *a, const char *b)
{
    size_t size = (size_t)(record_next(a) - a);
    return size == (size_t)(record_next(b) - b) && memcmp(a, b, size) == 0;
}

/* What became of a key that something came for, or nothing. */
static StateFate fate_of(const char *before, const char *after, bool came)
{
    if (before == NULL)
        return after != NULL ? FATE_NEW : FATE_COUNT;
    if (after == NULL)
        return FATE_REMOVED;
    if (!is_same(before, after))
        return FATE_CHANGED;
    return came ? FATE_SAME : FATE_COUNT;
}

static void keep_record(Buffer *into, const char *record)
{
    buffer_clear(into);
    if (record != NULL)
        buffer_append(into, record, (size_t)(record_next(record) - record));
}

void key_notes_before(KeyNotes *notes, const Item *key, int first)
{
    lua_State *L = notes->task->L;
    buffer_clear(notes->key);
    item_append(key, notes->key);
    notes->values = (int64_t)lua_rawlen(L, first);
    buffer_clear(notes->before);
    if (!lua_isnil(L, first + 1))
        encode(notes, first + 1, notes->before);
}

void key_notes_after(KeyNotes *notes, bool has_state)
{
    buffer_clear(notes->after);
    if (has_state)
        encode(notes, -1, notes->after);
    const char *before = record_or_null(notes->before);
    const char *after = record_or_null(notes->after);
    StateFate fate = fate_of(before, after, notes->values > 0);
    if (fate == FATE_COUNT && notes->initial && after != NULL)
        fate = FATE_INITIAL;
    state_notes_add(notes->notes,
        &(StateChange){.fate = fate,
            .key = notes->key->data,
            .state = after,
            .values = notes->values});
}

/* The key is that of an entry of the groups, if the entry was known. */
static void before_entry(const NotedList *list, int entry, const char *key)
{
    KeyNotes *notes = list->notes;
    bool known = entry < list->known;
    bool has_state = known && list->groups->n_sides > 1;
    keep_record(notes->key, key);
    keep_record(notes->before, has_state ? groups_first(list->groups, entry, 1) : NULL);
    notes->values = known ? groups_chain(list->groups, entry, 0)->count : 0;
}

static bool push_listed(Pipe *pipe, Task *task, int n)
{
    NotedList *list = (NotedList *)pipe;
    KeyNotes *notes = list->notes;
    encode(notes, -2, notes->left); /* free, since this is no window */
    if (n == 2 && notes->left->size > 0) {
        const char *key = notes->left->data;
        int entry =
            groups_add_key(list->groups, key, notes->left->size, hash_java(key));
        bool again = entry < list->known && list->seen->data[entry] != 0;
        before_entry(list, entry, key);
        if (entry < list->known)
            list->seen->data[entry] = 1;
        if (!again)
            key_notes_after(notes, true);
    }
    return pipe->next->push(pipe->next, task, n);
}

Pipe *key_notes_list(NotedList *list, KeyNotes *notes, Groups *groups, Pipe *into)
{
    *list = (NotedList){.pipe = {.push = push_listed, .next = into, .rdd = into->rdd},
        .notes = notes,
        .groups = groups,
        .seen = task_take_scratch(notes->task),
        .known = groups_count(groups)};
    size_t size = (size_t)list->known + 1;
    memset(buffer_reserve(list->seen, size), 0, size);
    return &list->pipe;
}

void key_notes_list_end(NotedList *list)
{
    for (int entry = 0; entry < list->known; entry++) {
        if (list->seen->data[entry] != 0)
            continue;
        before_entry(list, entry, groups_key(list->groups, entry));
        key_notes_after(list->notes, false);
    }
}

void key_notes_window(KeyNotes *notes, const char *key, const char *before)
{
    keep_record(notes->key, key);
    keep_record(notes->before, before);
    buffer_clear(notes->left);
    buffer_clear(notes->entered);
}

void key_notes_part(KeyNotes *notes, bool enters, SimTime batch, const char *value)
{
    Buffer *list = enters ? notes->entered : notes->left;
    Buffer *text = notes->after; /* free until the key is merged */
    buffer_clear(text);
    text_append_record(text, value);
    buffer_append_byte(list, list->size == 0 ? '[' : ',');
    buffer_append_byte(list, '[');
    json_append_int(list, batch);
    buffer_append_byte(list, ',');
    json_append_string(list, text->data, text->size);
    buffer_append_byte(list, ']');
}

static const Buffer *closed(Buffer *list)
{
    buffer_append_byte(list, list->size == 0 ? '[' : ']');
    if (list->size == 1)
        buffer_append_byte(list, ']');
    return list;
}

void key_notes_merged(KeyNotes *notes)
{
    encode(notes, -1, notes->after);
    bool came = notes->left->size > 0 || notes->entered->size > 0;
    const char *after = record_or_null(notes->after);
    state_notes_add(notes->notes,
        &(StateChange){.fate = fate_of(record_or_null(notes->before), after, came),
            .key = notes->key->data,
            .state = after,
            .values = -1,
            .left = closed(notes->left),
            .entered = closed(notes->entered)});
}

/* The notes of a window whose own filter this is; NULL: it is none. */
static StateNotes *notes_of_filter(const Task *task, const Rdd *filter)
{
    const TaskResult *result = task->result;
    if (result->n_notes == 0)
        return NULL;
    StateNotes *notes = result->notes[result->n_notes - 1];
    const Rdd *noted = task_rdd(task, notes->rdd);
    bool is_its_own = filter->deps[0].parent == noted->id &&
        filter->stream == noted->stream && noted->kind == RDD_NARROW &&
        noted->narrow.op == NARROW_INVERSE;
    return is_its_own ? notes : NULL;
}

void key_notes_refused(Task *task, const Rdd *filter, const Item *key)
{
    StateNotes *notes = notes_of_filter(task, filter);
    if (notes == NULL)
        return;
    buffer_clear(&notes->key);
    item_append(key, &notes->key);
    state_notes_drop_last(notes, notes->key.data);
}

void key_notes_refused_values(Task *task, const Rdd *filter)
{
    StateNotes *notes = notes_of_filter(task, filter);
    if (notes == NULL)
        return;
    buffer_clear(&notes->key);
    if (value_encode(task->L, -2, &notes->key) == NULL)
        state_notes_drop_last(notes, notes->key.data);
}

void key_notes_changes(KeyNotes *notes, const StateMap *map, bool initial)
{
    if (!notes->on)
        return;
    const StateTable *own = statemap_own(map);
    for (int i = 0; i < own->count; i++) {
        const char *state = statetable_state(own, i);
        StateFate fate = fate_of(statemap_older(map, i), state, true);
        if (initial && fate == FATE_NEW)
            fate = FATE_INITIAL;
        state_notes_add(notes->notes,
            &(StateChange){.fate = fate,
                .key = statetable_key(own, i),
                .state = state,
                .values = -1});
    }
}

void key_notes_restored(KeyNotes *notes, const StateMap *map)
{
    StateWalk walk;
    StateEntry entry;
    if (!notes->on)
        return;
    statewalk_init(&walk, map, TIME_NEVER);
    while (statewalk_next(&walk, &entry))
        state_notes_add(notes->notes,
            &(StateChange){.fate = FATE_INITIAL,
                .key = entry.key,
                .state = entry.state,
                .values = -1});
    statewalk_free(&walk);
}

void key_notes_timed_out(KeyNotes *notes, const char *key)
{
    if (notes->on)
        state_notes_add(notes->notes,
            &(StateChange){.fate = FATE_TIMED_OUT, .key = key, .values = -1});
}

void key_notes_kept(KeyNotes *notes, const StateMap *map)
{
    if (!notes->on)
        return;
    notes->notes->keys = statemap_size(map);
    notes->notes->links = statemap_links(map);
    notes->notes->bytes = (int64_t)statemap_bytes(map);
    notes->notes->given = -1;
}
