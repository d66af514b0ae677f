/* tests/unit/test_text.c -- the text of records, as Scala prints it. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/random.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

static void expect_double(double value, const char *expected)
{
    Buffer text = {0};
    text_append_double(&text, value);
    assert_string_equal(buffer_text(&text), expected);
    buffer_free(&text);
}

/* What Spark printed for the golden programs format-doubles and ...-arithmetic. */
static void test_doubles(void **state)
{
    (void)state;
    expect_double(0.0, "0.0");
    expect_double(-0.0, "-0.0");
    expect_double(1.0, "1.0");
    expect_double(-1.0, "-1.0");
    expect_double(0.1, "0.1");
    expect_double(0.5, "0.5");
    expect_double(100.0, "100.0");
    expect_double(123.456, "123.456");
    expect_double(0.001, "0.001");
    expect_double(0.00099, "9.9E-4");
    expect_double(1e-05, "1.0E-5");
    expect_double(1.5e-10, "1.5E-10");
    expect_double(9999999.0, "9999999.0");
    expect_double(10000000.0, "1.0E7");
    expect_double(12345678.9, "1.23456789E7");
    expect_double(1e10, "1.0E10");
    expect_double(1e21, "1.0E21");
    expect_double(1e100, "1.0E100");
    expect_double(3.141592653589793, "3.141592653589793");
    expect_double(0.3333333333333333, "0.3333333333333333");
    expect_double(1.2345678901234568e17, "1.2345678901234568E17");
    expect_double(0.1 + 0.2 * 1.0, "0.30000000000000004");
    expect_double(0.1 + 0.2 * 0.001, "0.10020000000000001");
    expect_double(1 / 49.0, "0.02040816326530612");
    expect_double(0.001 * 1.1, "0.0011");
}

static void test_doubles_at_the_edges(void **state)
{
    (void)state;
    expect_double(NAN, "NaN");
    expect_double(-NAN, "NaN");
    expect_double(INFINITY, "Infinity");
    expect_double(-INFINITY, "-Infinity");
    expect_double(1.7976931348623157e308, "1.7976931348623157E308");
    expect_double(5e-324, "4.9E-324");
    expect_double(-5e-324, "-4.9E-324");
    expect_double(1e-323, "9.9E-324");
    expect_double(2.2250738585072014e-308, "2.2250738585072014E-308");
    expect_double(0.0009999999999999999, "9.999999999999998E-4");
    expect_double(9999999.999999998, "9999999.999999998");
}

static void test_doubles_read_back(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 1, "doubles");
    Buffer text = {0};
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = random_bits(&random);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        buffer_clear(&text);
        text_append_double(&text, value);
        assert_true(strtod(buffer_text(&text), NULL) == value);
    }
    buffer_free(&text);
}

static void expect_record(Buffer *record, const char *expected)
{
    Buffer text = {0};
    text_append_record(&text, record->data);
    assert_string_equal(buffer_text(&text), expected);
    buffer_free(&text);
    buffer_clear(record);
}

static void test_single_values(void **state)
{
    (void)state;
    Buffer record = {0};
    record_append_null(&record);
    expect_record(&record, "null");
    record_append_bool(&record, true);
    expect_record(&record, "true");
    record_append_bool(&record, false);
    expect_record(&record, "false");
    record_append_none(&record);
    expect_record(&record, "None");
    record_append_int(&record, INT64_C(-9223372036854775807));
    expect_record(&record, "-9223372036854775807");
    record_append_double(&record, 1e7);
    expect_record(&record, "1.0E7");
    record_append_string(&record, "tab\there", 8);
    expect_record(&record, "tab\there");
    record_append_string(&record, "na\xC3\xAFve \xFF", 8);
    expect_record(&record, "na\xC3\xAFve \xEF\xBF\xBD");
    buffer_free(&record);
}

static void test_nested_values(void **state)
{
    (void)state;
    Buffer record = {0};
    record_append_pair(&record);
    record_append_pair(&record);
    record_append_int(&record, 1);
    record_append_string(&record, "a", 1);
    record_append_pair(&record);
    record_append_string(&record, "b", 1);
    record_append_bool(&record, true);
    expect_record(&record, "((1,a),(b,true))");

    record_append_some(&record);
    record_append_some(&record);
    record_append_null(&record);
    expect_record(&record, "Some(Some(null))");

    record_append_some(&record);
    record_append_pair(&record);
    record_append_int(&record, 1);
    record_append_none(&record);
    expect_record(&record, "Some((1,None))");
    buffer_free(&record);
}

static void expect_list(RecordTag tag, const char *words, const char *expected)
{
    Buffer record = {0};
    size_t start = record_begin_list(&record, tag);
    for (const char *word = words; *word; word++)
        record_append_string(&record, word, 1);
    record_end_list(&record, start, (uint32_t)strlen(words));
    expect_record(&record, expected);
    buffer_free(&record);
}

static void test_lists(void **state)
{
    (void)state;
    expect_list(RECORD_LIST, "aba", "List(a, b, a)");
    expect_list(RECORD_LIST, "", "List()");
    expect_list(RECORD_COMPACT_BUFFER, "xy", "CompactBuffer(x, y)");
    expect_list(RECORD_ARRAY_BUFFER, "x", "ArrayBuffer(x)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubles),
        cmocka_unit_test(test_doubles_at_the_edges),
        cmocka_unit_test(test_doubles_read_back),
        cmocka_unit_test(test_single_values),
        cmocka_unit_test(test_nested_values),
        cmocka_unit_test(test_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
