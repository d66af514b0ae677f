/* tests/unit/test_statetable.c -- the states that one batch has set.
 *
 * Larger tables and their growth are in test_statemap.c. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/store/record.h"
#include "vm/store/statetable.h"
#include "vm/store/text.h"

static void append_text(Buffer *out, const char *text)
{
    record_append_string(out, text, strlen(text));
}

static void append_mixed_keys(Buffer *keys)
{
    record_append_double(keys, NAN);
    record_append_double(keys, -0.0);
    record_append_double(keys, 0.0);
    record_append_int(keys, 0);
    record_append_int(keys, 5000000000);
    record_append_null(keys);
    record_append_pair(keys);
    append_text(keys, "a");
    record_append_int(keys, 1);
    record_append_some(keys);
    record_append_int(keys, 2);
    record_append_none(keys);
    record_append_bool(keys, true);
}

/* Adds all keys, each with its own text as its state. */
static void fill(StateTable *table, const Buffer *keys)
{
    Buffer text = {0}, state = {0};
    const char *end = keys->data + keys->size;
    for (const char *record = keys->data; record < end; record = record_next(record)) {
        StateKey key = statetable_key_of(record);
        int number = statetable_add(table, &key);
        assert_null(statetable_state(table, number));
        buffer_clear(&text);
        buffer_clear(&state);
        text_append_record(&text, record);
        record_append_string(&state, text.data, text.size);
        statetable_set(table, number, state.data, table->count);
    }
    buffer_free(&text);
    buffer_free(&state);
}

/* The keys in this order are these texts, and so are their states. */
static void expect_order(const StateTable *table, const int32_t *order,
    const char *expected)
{
    Buffer text = {0}, states = {0};
    for (int i = 0; i < table->count; i++) {
        if (i > 0) {
            buffer_append_byte(&text, ' ');
            buffer_append_byte(&states, ' ');
        }
        text_append_record(&text, statetable_key(table, order[i]));
        text_append_record(&states, statetable_state(table, order[i]));
    }
    assert_string_equal(buffer_text(&text), expected);
    assert_string_equal(buffer_text(&states), expected);
    buffer_free(&text);
    buffer_free(&states);
}

/* A table has the keys that it was given, by number, and no other. */
static void expect_keys(const StateTable *table, const Buffer *keys)
{
    const char *record = keys->data;
    for (int i = 0; i < table->count; i++, record = record_next(record)) {
        StateKey key = statetable_key_of(record);
        assert_true(statetable_has(table, i, &key));
        assert_false(statetable_has(table, (i + 1) % table->count, &key));
    }
    assert_ptr_equal(record, keys->data + keys->size);
}

/* As stateSnapshots of Spark lists these keys. */
static const char SPARK_ORDER[] =
    "null Some(2) -0.0 NaN 0.0 0 None true (a,1) 5000000000";
static const char ADDING_ORDER[] =
    "NaN -0.0 0.0 0 5000000000 null (a,1) Some(2) None true";
static const int32_t IDENTITY[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

static void test_the_order_of_spark_before_and_after_sealing(void **state)
{
    (void)state;
    StateTable table;
    Buffer keys = {0};
    int32_t order[10];
    append_mixed_keys(&keys);
    statetable_init(&table, 64);
    fill(&table, &keys);
    expect_order(&table, IDENTITY, ADDING_ORDER);
    statetable_order(&table, NULL, NULL, order);
    expect_order(&table, order, SPARK_ORDER);

    statetable_seal(&table, NULL);
    size_t bytes = statetable_bytes(&table);
    expect_order(&table, statetable_listing(&table, NULL), SPARK_ORDER);
    assert_memory_equal(statetable_listing(&table, NULL), order, sizeof order);
    assert_int_equal(statetable_bytes(&table), bytes);
    expect_keys(&table, &keys);
    statetable_free(&table);
    buffer_free(&keys);
}

static void test_an_order_is_kept_that_was_given(void **state)
{
    (void)state;
    StateTable table;
    Buffer keys = {0};
    append_mixed_keys(&keys);
    statetable_init(&table, 1);
    fill(&table, &keys);
    statetable_seal(&table, mem_copy(IDENTITY, sizeof IDENTITY));
    expect_order(&table, statetable_listing(&table, NULL), ADDING_ORDER);
    expect_keys(&table, &keys);
    statetable_free(&table);
    buffer_free(&keys);
}

static void test_a_copy_stands_alone(void **state)
{
    (void)state;
    StateTable table, copy;
    Buffer keys = {0};
    append_mixed_keys(&keys);
    statetable_init(&table, 64);
    fill(&table, &keys);
    StateTable listed;
    statetable_seal(&table, NULL);
    statetable_copy(&table, &copy);
    expect_order(&table, statetable_listing(&table, NULL), SPARK_ORDER);
    statetable_copy(&table, &listed);
    statetable_free(&table);
    expect_order(&copy, statetable_listing(&copy, NULL), SPARK_ORDER);
    expect_order(&listed, statetable_listing(&listed, NULL), SPARK_ORDER);
    expect_keys(&copy, &keys);
    statetable_free(&copy);
    statetable_free(&listed);
    buffer_free(&keys);
}

static void test_an_empty_table(void **state)
{
    (void)state;
    StateTable table, copy;
    statetable_init(&table, 64);
    statetable_seal(&table, NULL);
    statetable_copy(&table, &copy);
    assert_int_equal(copy.count, 0);
    assert_int_equal(statetable_bytes(&copy), 0);
    statetable_free(&copy);
    statetable_free(&table);
}

static void expect_text(const StateTable *table, int number, const char *expected)
{
    Buffer text = {0};
    text_append_record(&text, statetable_state(table, number));
    assert_string_equal(buffer_text(&text), expected);
    buffer_free(&text);
}

static void test_states_change_and_go(void **state)
{
    (void)state;
    StateTable table;
    Buffer record = {0};
    const char keys[] = {(char)RECORD_TRUE, (char)RECORD_FALSE};
    StateKey first = statetable_key_of(&keys[0]);
    StateKey second = statetable_key_of(&keys[1]);
    statetable_init(&table, 64);
    statetable_add(&table, &first);
    statetable_add(&table, &second);
    assert_int_equal(table.live, 0);

    append_text(&record, "a state that is long");
    statetable_set(&table, 0, record.data, 1);
    buffer_clear(&record);
    append_text(&record, "not so short");
    statetable_set(&table, 0, record.data, 2);
    expect_text(&table, 0, "not so short");
    assert_int_equal(table.cells[0].touched, 2);

    /* The state of another key of the same table, whose buffer moves meanwhile. */
    for (int i = 0; i < 100; i++) {
        statetable_remove(&table, 1);
        assert_null(statetable_state(&table, 1));
        assert_int_equal(table.live, 1);
        statetable_set(&table, 1, statetable_state(&table, 0), 3);
        expect_text(&table, 1, "not so short");
        assert_int_equal(table.live, 2);
    }
    /* A state as short as a number needs no bytes but those of its cell. */
    buffer_clear(&record);
    append_text(&record, "short");
    statetable_set(&table, 0, record.data, 4);
    expect_text(&table, 0, "short");
    statetable_set(&table, 0, statetable_state(&table, 1), 5);
    expect_text(&table, 0, "not so short");
    statetable_remove(&table, 0);
    statetable_remove(&table, 0);
    assert_int_equal(table.live, 1);
    statetable_seal(&table, NULL);
    assert_null(statetable_state(&table, 0));
    expect_text(&table, 1, "not so short");
    assert_int_equal(table.states.size, 5 + strlen("not so short"));
    statetable_free(&table);
    buffer_free(&record);
}

/* Cells that were copied are the same, and know nothing of older ones. */
static void test_cells_of_another_table(void **state)
{
    (void)state;
    StateTable table, into;
    Buffer keys = {0};
    append_mixed_keys(&keys);
    statetable_init(&table, 64);
    statetable_init(&into, 64);
    fill(&table, &keys);
    table.cells[3].older = 2;
    statetable_remove(&table, 5);
    statetable_seal(&table, NULL);
    statetable_reserve(&into, table.count, table.keys.size, table.states.size);
    for (int i = 0; i < table.count; i++)
        statetable_add_cell(&into, &table, i);
    expect_keys(&into, &keys);
    assert_int_equal(into.live, table.count - 1);
    assert_null(statetable_state(&into, 5));
    assert_int_equal(into.null_cell, table.null_cell);
    assert_int_equal(into.cells[3].older, 0);
    assert_int_equal(into.cells[3].touched, table.cells[3].touched);
    statetable_free(&table);
    statetable_free(&into);
    buffer_free(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_order_of_spark_before_and_after_sealing),
        cmocka_unit_test(test_an_order_is_kept_that_was_given),
        cmocka_unit_test(test_a_copy_stands_alone),
        cmocka_unit_test(test_an_empty_table),
        cmocka_unit_test(test_states_change_and_go),
        cmocka_unit_test(test_cells_of_another_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
