/* tests/unit/test_tables.c -- tables outside, and lists of writes. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/store/record.h"
#include "vm/store/tables.h"
#include "vm/store/text.h"

static const char *text_record(Buffer *out, const char *text)
{
    buffer_clear(out);
    record_append_string(out, text, strlen(text));
    return out->data;
}

static void do_write(Tables *tables, TableOp op, const char *key, const char *value)
{
    Buffer record = {0};
    tables_apply(tables, &(TableWrite){op, "totals", text_record(&record, key), value});
    buffer_free(&record);
}

static void check_value(const Tables *tables, const char *key, const char *wanted)
{
    Buffer record = {0};
    Buffer text = {0};
    const char *value = tables_get(tables, "totals", text_record(&record, key));
    if (value != NULL)
        text_append_record(&text, value);
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&record);
    buffer_free(&text);
}

static void test_put_and_add(void **state)
{
    (void)state;
    Tables *tables = tables_new();
    Buffer two = {0}, half = {0}, word = {0};
    record_append_int(&two, 2);
    record_append_double(&half, 0.5);
    text_record(&word, "many");
    check_value(tables, "tea", "");
    do_write(tables, TABLE_ADD, "tea", two.data);
    do_write(tables, TABLE_ADD, "tea", two.data);
    check_value(tables, "tea", "4");
    do_write(tables, TABLE_ADD, "tea", half.data);
    check_value(tables, "tea", "4.5");
    do_write(tables, TABLE_PUT, "tea", word.data);
    do_write(tables, TABLE_PUT, "tea", word.data);
    check_value(tables, "tea", "many");
    do_write(tables, TABLE_ADD, "tea", two.data);
    check_value(tables, "tea", "2");
    assert_int_equal(tables_find(tables, "other"), -1);
    tables_apply(tables, &(TableWrite){.op = TABLE_OPEN, .name = "other"});
    assert_int_equal(tables_count(tables), 2);
    assert_int_equal(tables_rows(tables, 1), 0);
    assert_string_equal(tables_name(tables, 1), "other");
    buffer_free(&two);
    buffer_free(&half);
    buffer_free(&word);
    tables_delete(tables);
}

static void test_keys_are_in_their_order(void **state)
{
    (void)state;
    Tables *tables = tables_new();
    Buffer one = {0}, text = {0};
    record_append_int(&one, 1);
    const char *const words[] = {"pear", "apple", "fig"};
    for (int i = 0; i < 3; i++)
        do_write(tables, TABLE_PUT, words[i], one.data);
    const char *keys[3];
    tables_keys(tables, 0, keys);
    for (int i = 0; i < 3; i++) {
        text_append_record(&text, keys[i]);
        buffer_append_byte(&text, ' ');
    }
    assert_string_equal(buffer_text(&text), "apple fig pear ");
    buffer_free(&one);
    buffer_free(&text);
    tables_delete(tables);
}

static void test_a_list_of_writes_is_read_as_it_was_written(void **state)
{
    (void)state;
    Buffer list = {0}, key = {0}, value = {0};
    text_record(&key, "tea");
    record_append_int(&value, 3);
    table_write_append(&list, &(TableWrite){.op = TABLE_OPEN, .name = "a"});
    table_write_append(&list, &(TableWrite){TABLE_PUT, "b", key.data, value.data});
    table_write_append(&list, &(TableWrite){.op = TABLE_CLOSE, .name = "a"});
    TableWrite write;
    const char *at = table_write_read(list.data, &write);
    assert_int_equal(write.op, TABLE_OPEN);
    assert_string_equal(write.name, "a");
    assert_null(write.key);
    at = table_write_read(at, &write);
    assert_int_equal(write.op, TABLE_PUT);
    assert_string_equal(write.name, "b");
    assert_memory_equal(write.key, key.data, key.size);
    assert_int_equal(record_int(write.value), 3);
    at = table_write_read(at, &write);
    assert_int_equal(write.op, TABLE_CLOSE);
    assert_ptr_equal(at, list.data + list.size);
    TableOp op;
    assert_true(table_op_find("add", &op) && op == TABLE_ADD);
    assert_false(table_op_find("remove", &op));
    buffer_free(&list);
    buffer_free(&key);
    buffer_free(&value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put_and_add),
        cmocka_unit_test(test_keys_are_in_their_order),
        cmocka_unit_test(test_a_list_of_writes_is_read_as_it_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
