/* tests/unit/test_hash.c -- hash codes as a Java machine gives them. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/store/hash.h"
#include "vm/store/record.h"

static void test_strings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t hash;
    } cases[] = {
        {"", 0},
        {"a", 97},
        {"b", 98},
        {"ab", 3105},
        {"hello", 99162322},
        {"world", 113318802},
        {"hello world", 1794106052},
        {"spark", 109638365},
        {"streaming", -315615134},
        {"california", -534640968},
        {"new york", 1319303759},
        {"\xC3\xA9", 233},
        {"aaaa\xC3\xA9", 92567721},
        {"\xF0\x9F\x98\x80", 0xD83D * 31 + 0xDE00},
        {"\xFF", 0xFFFD},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(hash_string(cases[i].text, strlen(cases[i].text)),
            cases[i].hash);
}

/* A record under construction, and its hash code. */
static int32_t java_hash_of(Buffer *record)
{
    int32_t hash = hash_java(record->data);
    buffer_free(record);
    return hash;
}

static int32_t int_hash(int64_t value)
{
    Buffer record = {0};
    record_append_int(&record, value);
    assert_int_equal(hash_scala(record.data), hash_java(record.data));
    return java_hash_of(&record);
}

static int32_t double_hash(double value)
{
    Buffer record = {0};
    record_append_double(&record, value);
    return java_hash_of(&record);
}

static int32_t double_scala_hash(double value)
{
    Buffer record = {0};
    record_append_double(&record, value);
    int32_t hash = hash_scala(record.data);
    buffer_free(&record);
    return hash;
}

static void test_single_values(void **state)
{
    (void)state;
    assert_int_equal(int_hash(0), 0);
    assert_int_equal(int_hash(-7), -7);
    assert_int_equal(int_hash(INT32_MIN), INT32_MIN);
    assert_int_equal(int_hash(INT64_C(5000000000)), 705032705);
    assert_int_equal(int_hash(INT64_C(-2147483649)), -2147483648);
    assert_int_equal(int_hash(INT64_MIN), INT32_MIN);

    assert_int_equal(double_hash(-0.0), INT32_MIN);
    assert_int_equal(double_hash(0.0), 0);
    assert_int_equal(double_hash(1.5), 1073217536);
    assert_int_equal(double_hash(NAN), 2146959360);
    assert_int_equal(double_hash(-NAN), 2146959360);

    const char words[] = {RECORD_NULL, RECORD_FALSE, RECORD_TRUE, RECORD_NONE};
    assert_int_equal(hash_java(&words[0]), 0);
    assert_int_equal(hash_java(&words[1]), 1237);
    assert_int_equal(hash_java(&words[2]), 1231);
    assert_int_equal(hash_java(&words[3]), 2433880);
}

/* Scala's ##: a number hashes alike as Int, Long, Float and Double. */
static void test_equal_numbers_agree(void **state)
{
    (void)state;
    assert_int_equal(double_scala_hash(2.0), 2);
    assert_int_equal(double_scala_hash(-0.0), 0);
    assert_int_equal(double_scala_hash(-2147483648.0), INT32_MIN);
    assert_int_equal(double_scala_hash(5e9), int_hash(INT64_C(5000000000)));
    assert_int_equal(double_scala_hash(1099511627776.0), 256);
    assert_int_equal(double_scala_hash(0x1p63), INT32_MIN);
    assert_int_equal(double_scala_hash(1.5), 0x3FC00000);
    assert_int_equal(double_scala_hash(INFINITY), 0x7F800000);
    assert_int_equal(double_scala_hash(0.1), double_hash(0.1));
    assert_int_equal(double_scala_hash(1e300), double_hash(1e300));
    assert_int_equal(double_scala_hash(NAN), double_hash(NAN));
}

/* The hash code of the pair of two records; empties both. */
static int32_t pair_hash(Buffer first, Buffer second)
{
    Buffer record = {0};
    record_append_pair(&record);
    buffer_append(&record, first.data, first.size);
    buffer_append(&record, second.data, second.size);
    buffer_free(&first);
    buffer_free(&second);
    assert_int_equal(hash_scala(record.data), hash_java(record.data));
    return java_hash_of(&record);
}

static Buffer of_int(int64_t value)
{
    Buffer record = {0};
    record_append_int(&record, value);
    return record;
}

static Buffer of_double(double value)
{
    Buffer record = {0};
    record_append_double(&record, value);
    return record;
}

static Buffer of_text(const char *text)
{
    Buffer record = {0};
    record_append_string(&record, text, strlen(text));
    return record;
}

static Buffer of_true(void)
{
    Buffer record = {0};
    record_append_bool(&record, true);
    return record;
}

static Buffer of_null(void)
{
    Buffer record = {0};
    record_append_null(&record);
    return record;
}

static void test_pairs(void **state)
{
    (void)state;
    assert_int_equal(pair_hash(of_text("a"), of_int(1)), 128003929);
    assert_int_equal(pair_hash(of_text("hello"), of_int(3)), 2053224871);
    assert_int_equal(pair_hash(of_int(1), of_int(2)), 1411956066);
    assert_int_equal(pair_hash(of_text("x"), of_null()), -439987057);
    assert_int_equal(pair_hash(of_double(1.5), of_true()), 659713759);
    assert_int_equal(pair_hash(of_double(2.0), of_text("a")), -1689998696);
    assert_int_equal(pair_hash(of_int(2), of_text("a")), -1689998696);
    assert_int_equal(pair_hash(of_int(1), of_text("a")), -983221201);
    assert_int_equal(pair_hash(of_double(1.0), of_true()), -97409776);
    assert_int_equal(pair_hash(of_int(5000000000), of_int(-7)), -362595208);
    assert_int_equal(pair_hash(of_null(), of_int(1)), -441866706);
    assert_int_equal(pair_hash(of_double(0.1), of_int(1)), 389917875);
    assert_int_equal(pair_hash(of_double(NAN), of_int(1)), -514067482);
    assert_int_equal(pair_hash(of_double(1e300), of_int(1)), -606166172);

    Buffer inner = {0};
    record_append_pair(&inner);
    record_append_int(&inner, 1);
    record_append_int(&inner, 2);
    assert_int_equal(pair_hash(inner, of_int(3)), -1909444878);
}

static void test_some(void **state)
{
    (void)state;
    Buffer record = {0};
    record_append_some(&record);
    record_append_int(&record, 3);
    assert_int_equal(java_hash_of(&record), 937862449);
}

static int32_t list_hash(RecordTag tag, const char *const *words, uint32_t count)
{
    Buffer record = {0};
    size_t start = record_begin_list(&record, tag);
    for (uint32_t i = 0; i < count; i++)
        record_append_string(&record, words[i], strlen(words[i]));
    record_end_list(&record, start, count);
    return java_hash_of(&record);
}

static void test_lists(void **state)
{
    (void)state;
    const char *const words[] = {"a", "b"};
    Buffer five = {0};
    size_t start = record_begin_list(&five, RECORD_LIST);
    record_append_int(&five, 5);
    record_end_list(&five, start, 1);
    assert_int_equal(java_hash_of(&five), 1669515522);
    assert_int_equal(list_hash(RECORD_LIST, words, 0), 473519988);
    assert_int_equal(list_hash(RECORD_LIST, words, 2), 2064638467);
    assert_int_equal(list_hash(RECORD_COMPACT_BUFFER, words, 2),
        list_hash(RECORD_LIST, words, 2));
    assert_int_equal(list_hash(RECORD_ARRAY_BUFFER, words, 2),
        list_hash(RECORD_LIST, words, 2));
}

static void test_murmur(void **state)
{
    (void)state;
    assert_int_equal((int32_t)hash_murmur_int(0), 593689054);
    assert_int_equal((int32_t)hash_murmur_int(1), -68075478);
    assert_int_equal((int32_t)hash_murmur_int(2), 1085422463);
    assert_int_equal((int32_t)hash_murmur_int(97), 1455541201);
    assert_int_equal((int32_t)hash_murmur_int(-5), 1637461840);
    assert_int_equal((int32_t)hash_murmur_int(123456789), -1088346449);
}

static int partition_of(Buffer key, int n)
{
    int partition = hash_partition(key.data, hash_java(key.data), n);
    buffer_free(&key);
    return partition;
}

static void test_partitions(void **state)
{
    (void)state;
    assert_int_equal(partition_of(of_text("hello"), 2), 0);
    assert_int_equal(partition_of(of_text("world"), 2), 0);
    assert_int_equal(partition_of(of_text("california"), 2), 0);
    assert_int_equal(partition_of(of_text("new york"), 2), 1);
    assert_int_equal(partition_of(of_int(-1), 3), 2);
    assert_int_equal(partition_of(of_int(-3), 3), 0);
    assert_int_equal(partition_of(of_int(INT32_MIN), 7), 5);
    assert_int_equal(partition_of(of_null(), 5), 0);
    assert_int_equal(partition_of(of_int(12345), 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_single_values),
        cmocka_unit_test(test_equal_numbers_agree),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_some),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_murmur),
        cmocka_unit_test(test_partitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
