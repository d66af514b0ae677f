/* tests/unit/test_compare.c -- the order of records, as Scala's Ordering has it. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/random.h"
#include "vm/base/utf8.h"
#include "vm/store/compare.h"

/* Records one after the other: a sequence to be checked pairwise. */
typedef struct Sequence {
    Buffer bytes;
    size_t starts[64];
    int count;
} Sequence;

static Buffer *next(Sequence *sequence)
{
    sequence->starts[sequence->count++] = sequence->bytes.size;
    return &sequence->bytes;
}

static const char *at(const Sequence *sequence, int i)
{
    return sequence->bytes.data + sequence->starts[i];
}

/* Each record is less than all behind it and equal to itself. Frees the sequence. */
static void expect_ascending(Sequence *sequence)
{
    for (int i = 0; i < sequence->count; i++)
        for (int j = 0; j < sequence->count; j++) {
            int order = 9;
            assert_true(record_compare(at(sequence, i), at(sequence, j), &order));
            assert_int_equal(order, (i > j) - (i < j));
        }
    buffer_free(&sequence->bytes);
}

/* The two last records have no order because of their parts a and b. */
static void expect_unlike(Sequence *sequence, const char *a_kind, const char *b_kind)
{
    int order;
    const char *a = at(sequence, sequence->count - 2);
    const char *b = at(sequence, sequence->count - 1);
    assert_false(record_compare(a, b, &order));
    record_find_unlike(&a, &b);
    assert_string_equal(record_kind(a), a_kind);
    assert_string_equal(record_kind(b), b_kind);
}

static void text(Buffer *out, const char *string)
{
    record_append_string(out, string, strlen(string));
}

static void test_doubles_as_java_compares_them(void **state)
{
    (void)state;
    static const double doubles[] = {-INFINITY, -1e300, -1.5, -5e-324, -0.0, 0.0,
        5e-324, 1.0, 1.0000000000000002, 1e300, INFINITY, NAN};
    Sequence sequence = {0};
    for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++)
        record_append_double(next(&sequence), doubles[i]);
    expect_ascending(&sequence);
}

static void test_integers(void **state)
{
    (void)state;
    static const int64_t integers[] = {INT64_MIN, -5000000000, INT32_MIN, -1, 0, 1,
        INT32_MAX, 5000000000, INT64_MAX};
    Sequence sequence = {0};
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
        record_append_int(next(&sequence), integers[i]);
    expect_ascending(&sequence);
}

static void test_integers_between_doubles(void **state)
{
    (void)state;
    Sequence sequence = {0};
    record_append_double(next(&sequence), -INFINITY);
    record_append_double(next(&sequence), -0x1.0000000000001p63);
    record_append_int(next(&sequence), INT64_MIN);
    record_append_double(next(&sequence), -1.5);
    record_append_int(next(&sequence), -1);
    record_append_double(next(&sequence), -0.5);
    record_append_double(next(&sequence), -0.0);
    record_append_int(next(&sequence), 0);
    record_append_double(next(&sequence), 0.5);
    record_append_int(next(&sequence), 1);
    record_append_double(next(&sequence), 0x1p53);
    record_append_int(next(&sequence), (INT64_C(1) << 53) + 1);
    record_append_double(next(&sequence), 0x1p53 + 2);
    record_append_int(next(&sequence), INT64_MAX);
    record_append_double(next(&sequence), 0x1p63);
    record_append_double(next(&sequence), INFINITY);
    record_append_double(next(&sequence), NAN);
    expect_ascending(&sequence);
}

static void test_an_integer_equals_the_double_of_its_value(void **state)
{
    (void)state;
    static const int64_t integers[] = {INT64_MIN, -7, 0, 3, INT64_C(1) << 60};
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
        Buffer a = {0}, b = {0};
        int order = 9;
        record_append_int(&a, integers[i]);
        record_append_double(&b, (double)integers[i]);
        assert_true(record_compare(a.data, b.data, &order));
        assert_int_equal(order, 0);
        assert_true(record_compare(b.data, a.data, &order));
        assert_int_equal(order, 0);
        buffer_free(&a);
        buffer_free(&b);
    }
}

static void test_strings(void **state)
{
    (void)state;
    static const char *const strings[] = {"", "A", "Z", "a", "a b", "aaaaaaaa",
        "aaaaaaaaa", "aaaaaaaab", "aaaaaaaabc", "aaaaaaab", "ab", "b", "z",
        "\xC3\xA4",         /* U+00E4 */
        "\xC3\xA4\xC3\xA4", /* twice */
        "\xC3\xB6",         /* U+00F6 */
        "\xED\x9F\xBF",     /* U+D7FF, the last before the surrogates */
        "\xF0\x9F\x98\x80", /* U+1F600: D83D DE00 */
        "\xF0\x9F\x98\x81", /* U+1F601: D83D DE01 */
        "\xEE\x80\x80",     /* U+E000, the first behind the surrogates */
        "\xEF\xBF\xBD",     /* U+FFFD */
        "\xEF\xBF\xBD\x01", /* ... and more */
        "\xEF\xBF\xBE"};    /* U+FFFE */
    Sequence sequence = {0};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        text(next(&sequence), strings[i]);
    record_append_string(next(&sequence), "\xEF\xBF\xBE\0", 4);
    expect_ascending(&sequence);
}

static void test_bytes_that_are_no_utf8_are_replaced(void **state)
{
    (void)state;
    Buffer a = {0}, b = {0};
    int order = 9;
    text(&a, "same so far \xC3");
    text(&b, "same so far \xEF\xBF\xBD");
    assert_true(record_compare(a.data, b.data, &order));
    assert_int_equal(order, 0);
    buffer_free(&a);
    buffer_free(&b);
}

/* UTF-16 units of what Java would hold; returns their number. */
static int to_units(const char *bytes, size_t size, uint32_t *units)
{
    int count = 0;
    while (size > 0) {
        uint32_t code;
        size_t taken = utf8_decode(bytes, size, &code);
        bytes += taken;
        size -= taken;
        if (code >= 0x10000) {
            units[count++] = 0xD800 + ((code - 0x10000) >> 10);
            code = 0xDC00 + (code & 0x3FF);
        }
        units[count++] = code;
    }
    return count;
}

/* Java's compareTo, word for word. */
static int compare_units(const char *a, size_t a_size, const char *b, size_t b_size)
{
    uint32_t a_units[64], b_units[64];
    int a_count = to_units(a, a_size, a_units);
    int b_count = to_units(b, b_size, b_units);
    for (int i = 0; i < a_count && i < b_count; i++)
        if (a_units[i] != b_units[i])
            return a_units[i] < b_units[i] ? -1 : 1;

    return (a_count > b_count) - (a_count < b_count);
}

static size_t make_bytes(Random *random, char *bytes)
{
    static const char alphabet[] = "aab\x7F\x80\xC3\xA4\xED\x9F\xEE\xEF\xBF\xF0\x98";
    size_t size = random_bits(random) % 20;
    for (size_t i = 0; i < size; i++)
        bytes[i] = i < 9 ? 'a' : alphabet[random_bits(random) % (sizeof alphabet - 1)];

    return size;
}

static void test_any_bytes_compare_as_their_units(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 1, "compare");
    Buffer records = {0};
    for (int i = 0; i < 50000; i++) {
        char a[20], b[20];
        int order = 9;
        size_t a_size = make_bytes(&random, a);
        size_t b_size = make_bytes(&random, b);
        buffer_clear(&records);
        record_append_string(&records, a, a_size);
        record_append_string(&records, b, b_size);
        assert_true(record_compare(records.data, record_next(records.data), &order));
        assert_int_equal(order, compare_units(a, a_size, b, b_size));
    }
    buffer_free(&records);
}

static void test_booleans(void **state)
{
    (void)state;
    Sequence sequence = {0};
    record_append_bool(next(&sequence), false);
    record_append_bool(next(&sequence), true);
    expect_ascending(&sequence);
}

static void test_options(void **state)
{
    (void)state;
    Sequence sequence = {0};
    record_append_none(next(&sequence));
    record_append_some(next(&sequence));
    record_append_none(&sequence.bytes);
    for (int i = 1; i <= 2; i++) {
        record_append_some(next(&sequence));
        record_append_some(&sequence.bytes);
        record_append_int(&sequence.bytes, i);
    }
    expect_ascending(&sequence);
}

static void append_pair_of(Sequence *sequence, const char *first, int second)
{
    record_append_pair(next(sequence));
    text(&sequence->bytes, first);
    record_append_int(&sequence->bytes, second);
}

static void test_pairs(void **state)
{
    (void)state;
    Sequence sequence = {0};
    append_pair_of(&sequence, "", 3);
    append_pair_of(&sequence, "a", -1);
    append_pair_of(&sequence, "a", 2);
    append_pair_of(&sequence, "aa", 0);
    append_pair_of(&sequence, "b", 0);
    expect_ascending(&sequence);
}

static void append_list_of(Sequence *sequence, RecordTag tag, const char *letters)
{
    size_t start = record_begin_list(next(sequence), tag);
    for (const char *letter = letters; *letter; letter++)
        record_append_string(&sequence->bytes, letter, 1);
    record_end_list(&sequence->bytes, start, (uint32_t)strlen(letters));
}

static void test_lists(void **state)
{
    (void)state;
    Sequence sequence = {0};
    append_list_of(&sequence, RECORD_LIST, "");
    append_list_of(&sequence, RECORD_COMPACT_BUFFER, "a");
    append_list_of(&sequence, RECORD_LIST, "ab");
    append_list_of(&sequence, RECORD_ARRAY_BUFFER, "abc");
    append_list_of(&sequence, RECORD_LIST, "b");
    expect_ascending(&sequence);
}

/* A shorter list inside decides before what stands behind it. */
static void test_pairs_of_lists(void **state)
{
    (void)state;
    static const char *const lists[] = {"", "a", "a", "ab"};
    Sequence sequence = {0};
    for (int i = 0; i < 4; i++) {
        record_append_pair(next(&sequence));
        append_list_of(&sequence, RECORD_LIST, lists[i]);
        sequence.count--;
        record_append_int(&sequence.bytes, i == 0 ? 9 : i);
    }
    expect_ascending(&sequence);
}

static void test_unlike_records_have_no_order(void **state)
{
    (void)state;
    Sequence sequence = {0};
    record_append_int(next(&sequence), 1);
    text(next(&sequence), "1");
    expect_unlike(&sequence, "number", "String");
    record_append_null(next(&sequence));
    expect_unlike(&sequence, "String", "null");
    record_append_null(next(&sequence));
    expect_unlike(&sequence, "null", "null");
    record_append_bool(next(&sequence), true);
    expect_unlike(&sequence, "null", "Boolean");
    record_append_none(next(&sequence));
    expect_unlike(&sequence, "Boolean", "Option");
    append_pair_of(&sequence, "a", 1);
    expect_unlike(&sequence, "Option", "pair");
    append_list_of(&sequence, RECORD_LIST, "a");
    expect_unlike(&sequence, "pair", "list");
    buffer_free(&sequence.bytes);
}

static void test_unlike_parts_have_no_order(void **state)
{
    (void)state;
    Sequence sequence = {0};
    append_pair_of(&sequence, "a", 1);
    record_append_pair(next(&sequence));
    text(&sequence.bytes, "a");
    record_append_some(&sequence.bytes);
    record_append_null(&sequence.bytes);
    expect_unlike(&sequence, "number", "Option");

    record_append_pair(next(&sequence));
    text(&sequence.bytes, "a");
    record_append_some(&sequence.bytes);
    record_append_int(&sequence.bytes, 1);
    expect_unlike(&sequence, "null", "number");

    append_list_of(&sequence, RECORD_LIST, "ab");
    size_t start = record_begin_list(next(&sequence), RECORD_LIST);
    text(&sequence.bytes, "a");
    record_append_bool(&sequence.bytes, false);
    record_end_list(&sequence.bytes, start, 2);
    expect_unlike(&sequence, "String", "Boolean");
    buffer_free(&sequence.bytes);
}

/* What comes first decides, whatever stands behind it. */
static void test_parts_that_do_not_matter_are_not_compared(void **state)
{
    (void)state;
    Sequence sequence = {0};
    append_pair_of(&sequence, "a", 1);
    record_append_pair(next(&sequence));
    text(&sequence.bytes, "b");
    record_append_null(&sequence.bytes);
    int order = 9;
    assert_true(record_compare(at(&sequence, 0), at(&sequence, 1), &order));
    assert_int_equal(order, -1);
    buffer_free(&sequence.bytes);
}

/* Sorts random small numbers; equal ones have to stay in the order of their places. */
static void expect_sorted(Random *random, int count, bool descending)
{
    Buffer bytes = {0};
    const char *keys[200] = {NULL}, *unlike[2];
    int32_t order[200];
    size_t size = sizeof(int64_t) + 1;
    for (int i = 0; i < count; i++)
        record_append_int(&bytes, (int64_t)(random_bits(random) % 20));
    for (int i = 0; i < count; i++) {
        keys[i] = bytes.data + (size_t)i * size;
        order[i] = i;
    }
    assert_true(record_sort(keys, order, count, descending, unlike));
    for (int i = 1; i < count; i++) {
        int64_t before = record_int(keys[order[i - 1]]);
        int64_t now = record_int(keys[order[i]]);
        assert_true(descending ? before >= now : before <= now);
        assert_true(before != now || order[i - 1] < order[i]);
    }
    buffer_free(&bytes);
}

static void test_sorting_is_stable(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 1, "sort");
    for (int count = 0; count <= 200; count++) {
        expect_sorted(&random, count, false);
        expect_sorted(&random, count, true);
    }
}

static void test_keys_that_cannot_be_sorted_are_left_as_they_were(void **state)
{
    (void)state;
    Sequence sequence = {0};
    const char *keys[3], *unlike[2];
    int32_t order[] = {2, 1, 0};
    record_append_int(next(&sequence), 1);
    record_append_int(next(&sequence), 2);
    text(next(&sequence), "three");
    for (int i = 0; i < 3; i++)
        keys[i] = at(&sequence, i);
    assert_false(record_sort(keys, order, 3, false, unlike));
    assert_string_equal(record_kind(unlike[0]), "String");
    assert_string_equal(record_kind(unlike[1]), "number");
    for (int i = 0; i < 3; i++)
        assert_int_equal(order[i], 2 - i);
    buffer_free(&sequence.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubles_as_java_compares_them),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_integers_between_doubles),
        cmocka_unit_test(test_an_integer_equals_the_double_of_its_value),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_bytes_that_are_no_utf8_are_replaced),
        cmocka_unit_test(test_any_bytes_compare_as_their_units),
        cmocka_unit_test(test_booleans),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_pairs_of_lists),
        cmocka_unit_test(test_unlike_records_have_no_order),
        cmocka_unit_test(test_unlike_parts_have_no_order),
        cmocka_unit_test(test_parts_that_do_not_matter_are_not_compared),
        cmocka_unit_test(test_sorting_is_stable),
        cmocka_unit_test(test_keys_that_cannot_be_sorted_are_left_as_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
