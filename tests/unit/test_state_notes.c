/* tests/unit/test_state_notes.c -- what the trace says of the keys of a state. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/sched/state_notes.h"
#include "vm/store/record.h"
#include "vm/store/statemap.h"

static void keep(void *subject, const char *line, size_t size)
{
    buffer_append(subject, line, size);
}

/* The trace of notes on partition 1 of RDD 7, of stream 2 and the batch of 3 s. */
static const char *written(StateNotes *notes, Buffer *lines)
{
    Rdd rdd = {.id = 7, .stream = 2, .batch = 3000000};
    Trace trace;
    trace_init(&trace, keep, lines);
    buffer_clear(lines);
    state_notes_write(notes, &rdd, &trace, 4000000);
    trace_free(&trace);
    return buffer_text(lines);
}

/* Notes a key that is a text, with a number as its state; below 0 it has none. */
static void add(StateNotes *notes, StateFate fate, const char *key, int64_t state)
{
    Buffer bytes = {0};
    record_append_string(&bytes, key, strlen(key));
    size_t at = bytes.size;
    record_append_int(&bytes, state);
    StateChange change = {.fate = fate,
        .key = bytes.data,
        .state = state < 0 ? NULL : bytes.data + at,
        .values = 2};
    state_notes_add(notes, &change);
    buffer_free(&bytes);
}

#define PLACE "\"rdd\":7,\"stream\":2,\"batch\":3000000,\"partition\":1"

static void counts_all_and_names_the_first(void **context)
{
    (void)context;
    StateNotes *notes = state_notes_new(7, 1, 2);
    add(notes, FATE_NEW, "a", 1);
    add(notes, FATE_COUNT, "b", 5);
    add(notes, FATE_REMOVED, "c", -1);
    add(notes, FATE_CHANGED, "d", 3);
    Buffer lines = {0};
    assert_string_equal(written(notes, &lines),
        "{\"at\":4000000,\"kind\":\"state\"," PLACE
        ",\"keys\":3,\"links\":0,\"bytes\":-1,\"initial\":0,\"new\":1,\"changed\":1,"
        "\"same\":0,\"removed\":1,\"timed_out\":0,\"given\":4,\"named\":2}\n"
        "{\"at\":4000000,\"kind\":\"state-key\"," PLACE
        ",\"key\":\"a\",\"value\":\"1\",\"what\":\"new\",\"values\":2,\"left\":null,"
        "\"entered\":null}\n"
        "{\"at\":4000000,\"kind\":\"state-key\"," PLACE
        ",\"key\":\"c\",\"value\":null,\"what\":\"removed\",\"values\":2,"
        "\"left\":null,\"entered\":null}\n");
    buffer_free(&lines);
    state_notes_delete(notes);
}

static void cuts_long_texts_between_characters(void **context)
{
    (void)context;
    char key[400];
    for (size_t i = 0; i + 2 < sizeof key; i += 3)
        memcpy(key + i, "\xe2\x82\xac", 3);
    key[399] = '\0';
    StateNotes *notes = state_notes_new(7, 1, 1);
    add(notes, FATE_NEW, key, 1);
    Buffer lines = {0};
    const char *text = strstr(written(notes, &lines), "\"key\":\"");
    assert_non_null(text);
    assert_int_equal(strcspn(text + 7, "\""), 198);
    buffer_free(&lines);
    state_notes_delete(notes);
}

/* A filter refuses a key: one that was there is removed, a new one never was. */
static void drops_what_a_filter_refuses(void **context)
{
    (void)context;
    StateNotes *notes = state_notes_new(7, 1, 10);
    Buffer key = {0};
    record_append_string(&key, "gone", 4);
    add(notes, FATE_NEW, "gone", 0);
    state_notes_drop_last(notes, key.data);
    assert_int_equal(notes->keys, 0);
    assert_int_equal(notes->named, 0);
    assert_int_equal(notes->fates[FATE_NEW], 0);

    add(notes, FATE_CHANGED, "gone", 0);
    state_notes_drop_last(notes, key.data);
    add(notes, FATE_COUNT, "gone", 0);
    state_notes_drop_last(notes, key.data);
    assert_int_equal(notes->keys, 0);
    assert_int_equal(notes->fates[FATE_CHANGED], 0);
    assert_int_equal(notes->fates[FATE_REMOVED], 2);
    assert_int_equal(notes->named, 2);
    Buffer lines = {0};
    assert_null(strstr(written(notes, &lines), "\"what\":\"changed\""));
    assert_non_null(strstr(buffer_text(&lines), "\"what\":\"removed\",\"values\":-1"));
    buffer_free(&lines);
    buffer_free(&key);
    state_notes_delete(notes);
}

static StateKey key_of(Buffer *bytes, const char *text)
{
    buffer_clear(bytes);
    record_append_string(bytes, text, strlen(text));
    return statetable_key_of(bytes->data);
}

/* A map tells what it has set and removed itself, on top of another one. */
static void a_map_tells_its_changes(void **context)
{
    (void)context;
    Buffer bytes = {0};
    Buffer one = {0};
    record_append_int(&one, 1);
    StateMap *below = statemap_new(NULL);
    StateKey key = key_of(&bytes, "old");
    statemap_put(below, &key, one.data, 1);
    statemap_seal(below);
    StateMap *map = statemap_new(below);
    const StateTable *own = statemap_own(map);
    assert_int_equal(own->count, 0);
    key = key_of(&bytes, "new");
    statemap_put(map, &key, one.data, 2);
    key = key_of(&bytes, "old");
    statemap_remove(map, &key);
    assert_int_equal(own->count, 2);
    assert_int_equal(record_int(statetable_state(own, 0)), 1);
    assert_null(statetable_state(own, 1));
    statemap_seal(map);
    statemap_unref(map);
    statemap_unref(below);
    buffer_free(&bytes);
    buffer_free(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_all_and_names_the_first),
        cmocka_unit_test(cuts_long_texts_between_characters),
        cmocka_unit_test(drops_what_a_filter_refuses),
        cmocka_unit_test(a_map_tells_its_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
