// SPDX-License-Identifier: MIT
#include "vm/sched/state_notes.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

static const char *const FATE_NAMES[] = {
#define FATE(name, text) text,
    STATE_FATES(FATE)
#undef FATE
};

StateNotes *state_notes_new(RddId rdd, int partition, int64_t limit)
{
    StateNotes *notes = mem_zero_alloc(sizeof *notes);
    notes->rdd = rdd;
    notes->partition = partition;
    notes->limit = limit;
    notes->bytes = -1;
    notes->last = FATE_COUNT;
    notes->last_name = SIZE_MAX;
    return notes;
}

void state_notes_delete(StateNotes *notes)
{
    buffer_free(&notes->names);
    buffer_free(&notes->key);
    mem_free(notes);
}

static void append_json(Buffer *out, const Buffer *json)
{
    if (json != NULL)
        record_append_string(out, json->data, json->size);
    else
        record_append_null(out);
}

static void name_key(StateNotes *notes, const StateChange *change)
{
    notes->last_name = notes->names.size;
    notes->named++;
    record_append_int(&notes->names, change->fate);
    record_append_int(&notes->names, change->values);
    text_append_shown(&notes->names, change->key);
    text_append_shown(&notes->names, change->state);
    append_json(&notes->names, change->left);
    append_json(&notes->names, change->entered);
}

void state_notes_add(StateNotes *notes, const StateChange *change)
{
    notes->keys += change->state != NULL;
    notes->given += change->values > 0;
    notes->last = change->fate;
    notes->last_name = SIZE_MAX;
    if (change->fate == FATE_COUNT)
        return;
    notes->fates[change->fate]++;
    if (notes->named < notes->limit)
        name_key(notes, change);
}

void state_notes_drop_last(StateNotes *notes, const char *key)
{
    StateFate last = notes->last;
    notes->keys--;
    if (last != FATE_COUNT)
        notes->fates[last]--;
    if (notes->last_name != SIZE_MAX) {
        notes->names.size = notes->last_name;
        notes->named--;
    }
    StateChange change = {.fate = FATE_REMOVED, .key = key, .values = -1};
    if (last != FATE_NEW)
        state_notes_add(notes, &change);
}

static const char *next_text(const char **at, size_t *size)
{
    const char *record = *at;
    *at = record_next(record);
    *size = 0;
    if (record_tag(record) == RECORD_NULL)
        return NULL;
    uint32_t length;
    const char *text = record_string(record, &length);
    *size = length;
    return text;
}

static int64_t next_int(const char **at)
{
    int64_t value = record_int(*at);
    *at = record_next(*at);
    return value;
}

static TraceValue json_or_null(const char *text, size_t size)
{
    return (TraceValue){.type = 'j', .text = text, .size = size};
}

/* Writes the key at a place of the names; returns the next place. */
static const char *write_key(const StateNotes *notes, const char *at, const Rdd *rdd,
    Trace *trace, SimTime now)
{
    size_t sizes[4];
    int64_t fate = next_int(&at);
    int64_t values = next_int(&at);
    const char *key = next_text(&at, &sizes[0]);
    const char *state = next_text(&at, &sizes[1]);
    const char *left = next_text(&at, &sizes[2]);
    const char *entered = next_text(&at, &sizes[3]);
    CHECK(fate >= 0 && fate < FATE_COUNT);
    TRACE(trace, now, TRACE_STATE_KEY, trace_int(rdd->id), trace_int(rdd->stream),
        trace_int(rdd->batch), trace_int(notes->partition), trace_bytes(key, sizes[0]),
        trace_bytes(state, sizes[1]), trace_text(FATE_NAMES[fate]), trace_int(values),
        json_or_null(left, sizes[2]), json_or_null(entered, sizes[3]));
    return at;
}

static TraceValue count_of(const StateNotes *notes, StateFate fate)
{
    return trace_int(notes->fates[fate]);
}

void state_notes_write(StateNotes *notes, const Rdd *rdd, Trace *trace, SimTime now)
{
    TRACE(trace, now, TRACE_STATE, trace_int(rdd->id), trace_int(rdd->stream),
        trace_int(rdd->batch), trace_int(notes->partition), trace_int(notes->keys),
        trace_int(notes->links), trace_int(notes->bytes), count_of(notes, FATE_INITIAL),
        count_of(notes, FATE_NEW), count_of(notes, FATE_CHANGED),
        count_of(notes, FATE_SAME), count_of(notes, FATE_REMOVED),
        count_of(notes, FATE_TIMED_OUT), trace_int(notes->given),
        trace_int(notes->named));
    const char *end = buffer_end(&notes->names);
    for (const char *at = notes->names.data; at < end;)
        at = write_key(notes, at, rdd, trace, now);
}

void state_notes_write_all(StateNotes *const *notes, int count, const RddSet *rdds,
    Trace *trace, SimTime now)
{
    for (int i = 0; i < count; i++)
        state_notes_write(notes[i], rdds_get(rdds, notes[i]->rdd), trace, now);
}
