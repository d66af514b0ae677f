/* tests/unit/test_message.c -- messages of a log as records. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/store/compare.h"
#include "vm/store/hash.h"
#include "vm/store/text.h"

static void append_text(Buffer *out, const char *text)
{
    if (text == NULL)
        record_append_null(out);
    else
        record_append_string(out, text, strlen(text));
}

static void append_message(Buffer *out, int64_t offset, const char *key,
    const char *value)
{
    size_t start = record_begin_list(out, RECORD_MESSAGE);
    append_text(out, "orders");
    record_append_int(out, 2);
    record_append_int(out, offset);
    record_append_int(out, 1500);
    append_text(out, key);
    append_text(out, value);
    record_end_list(out, start, MESSAGE_PARTS);
}

/* As kafka-clients 3.4.1 prints it. */
static void test_text(void **state)
{
    (void)state;
    Buffer message = {0};
    Buffer text = {0};
    append_message(&message, 7, "ann", "tea");
    text_append_record(&text, message.data);
    assert_string_equal(buffer_text(&text),
        "ConsumerRecord(topic = orders, partition = 2, leaderEpoch = 0, offset = 7, "
        "CreateTime = 1500, serialized key size = 3, serialized value size = 3, headers "
        "= RecordHeaders(headers = [], isReadOnly = false), key = ann, value = tea)");
    buffer_clear(&message);
    buffer_clear(&text);
    append_message(&message, 8, NULL, "");
    text_append_record(&text, message.data);
    assert_non_null(strstr(buffer_text(&text), "serialized key size = -1, "));
    assert_non_null(strstr(buffer_text(&text), "serialized value size = 0, "));
    assert_non_null(strstr(buffer_text(&text), "key = null, value = )"));
    buffer_free(&message);
    buffer_free(&text);
}

static void test_a_message_is_one_record(void **state)
{
    (void)state;
    Buffer records = {0};
    append_message(&records, 7, "ann", "tea");
    size_t first = records.size;
    append_message(&records, 8, "ann", "tea");
    assert_true(record_validate(records.data, records.size));
    assert_ptr_equal(record_next(records.data), records.data + first);
    assert_false(record_validate(records.data, records.size - 1));
    assert_int_equal(hash_java(records.data), hash_java(records.data));
    int order;
    assert_false(record_compare(records.data, records.data + first, &order));
    assert_string_equal(record_kind(records.data), "ConsumerRecord");
    buffer_free(&records);
}

static void test_a_message_has_all_its_parts(void **state)
{
    (void)state;
    Buffer record = {0};
    size_t start = record_begin_list(&record, RECORD_MESSAGE);
    for (int i = 0; i < MESSAGE_PARTS - 1; i++)
        record_append_int(&record, i);
    record_end_list(&record, start, MESSAGE_PARTS - 1);
    assert_false(record_validate(record.data, record.size));
    buffer_free(&record);
}

static void test_a_message_is_found_inside_of_others(void **state)
{
    (void)state;
    Buffer record = {0};
    record_append_pair(&record);
    record_append_int(&record, 1);
    size_t list = record_begin_list(&record, RECORD_LIST);
    record_append_some(&record);
    size_t at = record.size;
    append_message(&record, 7, "ann", "tea");
    record_end_list(&record, list, 1);
    assert_ptr_equal(record_find_message(record.data), record.data + at);

    /* Only inside of this record, not in the one behind it. */
    size_t without = record.size;
    record_append_pair(&record);
    record_append_none(&record);
    record_end_list(&record, record_begin_list(&record, RECORD_LIST), 0);
    append_message(&record, 7, "ann", "tea");
    assert_null(record_find_message(record.data + without));
    buffer_free(&record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_a_message_is_one_record),
        cmocka_unit_test(test_a_message_has_all_its_parts),
        cmocka_unit_test(test_a_message_is_found_inside_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
