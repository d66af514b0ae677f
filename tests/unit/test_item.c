/* tests/unit/test_item.c -- records as items, and keys that came lately. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/store/item.h"
#include "vm/store/recent.h"

static void append_samples(Buffer *out)
{
    record_append_null(out);
    record_append_bool(out, true);
    record_append_bool(out, false);
    record_append_none(out);
    record_append_int(out, -7);
    record_append_double(out, 0.5);
    record_append_string(out, "", 0);
    record_append_string(out, "d\303\251j\303\240\0vu", 10);
    record_append_some(out);
    record_append_string(out, "x", 1);
    size_t start = record_begin_list(out, RECORD_LIST);
    record_append_int(out, 1);
    record_append_string(out, "two", 3);
    record_end_list(out, start, 2);
}

/* Each alone, and each as key and as value of a pair. */
static void test_an_item_is_its_record(void **state)
{
    (void)state;
    Buffer samples = {0};
    Buffer records = {0};
    append_samples(&samples);
    buffer_append(&records, samples.data, samples.size);
    const char *end = samples.data + samples.size;
    for (const char *at = samples.data; at < end; at = record_next(at)) {
        size_t size = (size_t)(record_next(at) - at);
        record_append_pair(&records);
        buffer_append(&records, at, size);
        record_append_pair(&records); /* whose value is a pair */
        record_append_int(&records, 1);
        buffer_append(&records, at, size);
    }

    Buffer again = {0};
    const char *next = records.data;
    while (next < records.data + records.size) {
        Item first;
        Item second;
        const char *at = next;
        bool is_pair = record_tag(at) == RECORD_PAIR;
        if (is_pair)
            item_read_pair(&first, &second, at, &next);
        else
            item_read(&first, at, &next);
        assert_ptr_equal(next, record_next(at));
        item_append_record(&first, is_pair ? &second : NULL, &again);
    }
    assert_int_equal(again.size, records.size);
    assert_memory_equal(again.data, records.data, records.size);
    buffer_free(&samples);
    buffer_free(&records);
    buffer_free(&again);
}

/* Texts of all lengths of which none is found in the place of another. */
static void test_what_came_lately_is_found(void **state)
{
    (void)state;
    static const char text[] = "aaaaaaaaaaaaaaaaa";
    Recent recent = {0};
    for (int round = 0; round < 2; round++) {
        recent_begin(&recent);
        for (int size = 1; size <= WORD_LONGEST; size++) {
            Word word = word_read(text, (size_t)size);
            assert_int_equal(recent_find(&recent, &word), -1);
            recent_keep(&recent, &word, size);
            assert_int_equal(recent_find(&recent, &word), size);
        }
    }
    recent_free(&recent);
}

/* Whatever else is forgotten: what is found is the entry of that very key. */
static void test_many_keys_are_never_mixed_up(void **state)
{
    (void)state;
    enum { KEYS = 60000 };
    Recent recent = {0};
    char text[16];
    int found = 0;
    recent_begin(&recent);
    for (int i = 0; i < 2 * KEYS; i++) {
        int key = i % KEYS;
        int size = snprintf(text, sizeof text, "%s%d", key % 2 == 0 ? "key-" : "", key);
        Word word = word_read(text, (size_t)size);
        int entry = recent_find(&recent, &word);
        assert_true(entry == -1 || entry == key);
        found += entry == key;
        if (entry < 0)
            recent_keep(&recent, &word, key);
        if (i < KEYS)
            assert_int_equal(recent_find(&recent, &word), key);
    }
    assert_true(found > 0);
    recent_free(&recent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_item_is_its_record),
        cmocka_unit_test(test_what_came_lately_is_found),
        cmocka_unit_test(test_many_keys_are_never_mixed_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
