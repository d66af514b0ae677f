/* tests/unit/test_keytable_hashmap.c -- the order of java.util.HashMap, as a JVM has
 * it.
 */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/keytable.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

static void add_key(KeyTable *table, const Buffer *key)
{
    bool added;
    keytable_add(table, key->data, key->size, hash_java(key->data), &added);
}

/* As java.util.HashSet.toString has them. */
static void check_order(KeyTable *table, const char *wanted)
{
    int count = keytable_count(table);
    int32_t *order = mem_alloc((size_t)count * sizeof *order);
    Buffer text = {0};
    keytable_hashmap_order(table, order);
    for (int i = 0; i < count; i++) {
        buffer_append_string(&text, i > 0 ? ", " : "");
        text_append_record(&text, index_key(&table->index, order[i]));
    }
    assert_string_equal(buffer_text(&text), wanted);
    buffer_free(&text);
    mem_free(order);
    keytable_free(table);
}

static void add_words(KeyTable *table, const char *text)
{
    Buffer key = {0};
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        buffer_clear(&key);
        record_append_string(&key, text, size);
        add_key(table, &key);
        text += size + (text[size] == ' ');
    }
    buffer_free(&key);
}

static void test_words(void **state)
{
    (void)state;
    KeyTable table = {0};
    add_words(&table,
        "the quick brown fox jumps over the lazy dog again and again because it can and "
        "nobody said that foxes must not jump at all");
    check_order(&table,
        "over, all, quick, lazy, again, jumps, it, brown, foxes, fox, the, can, that, "
        "not, at, and, must, because, nobody, said, dog, jump");
}

static void add_number(KeyTable *table, int64_t number)
{
    Buffer key = {0};
    record_append_int(&key, number);
    add_key(table, &key);
    buffer_free(&key);
}

/* Large hash codes, whose upper half matters, and three times as many buckets. */
static void test_numbers(void **state)
{
    (void)state;
    KeyTable table = {0};
    for (int64_t i = 0; i < 40; i++)
        add_number(&table, i * 7919 % 65537 * 3001);
    check_order(&table,
        "0, 146682878, 27858283, 68830936, 118824595, 159797248, 183562167, 4093364, "
        "92595855, 45066017, 136032329, 58180387, 122917959, 10650549, 71294757, "
        "40972653, 105710225, 23764919, 88502491, 153240063, 170447797, 34415468, "
        "112267410, 75388121, 140125693, 116360774, 166354433, 190119352, 21301098, "
        "17207734, 51623202, 142589514, 95059676, 81945306, 99153040, 177004982, "
        "47529838, 64737572, 129475144, 194212716");
}

/* Keys of one bucket stay in the order in which they came. */
static void test_one_bucket(void **state)
{
    (void)state;
    static const int numbers[] = {33, 16, 1, 17, 2};
    KeyTable table = {0};
    for (int i = 0; i < 5; i++)
        add_number(&table, numbers[i]);
    check_order(&table, "16, 33, 1, 17, 2");
}

/* Two keys a bucket from 9 on. */
static void test_twelve_keys_have_sixteen_buckets(void **state)
{
    (void)state;
    KeyTable table = {0};
    for (int i = 0; i < 12; i++)
        add_number(&table, 31 - 2 * i);
    check_order(&table, "17, 19, 21, 23, 25, 9, 27, 11, 29, 13, 31, 15");
}

static void test_the_table_grows_with_the_13th_key(void **state)
{
    (void)state;
    KeyTable table = {0};
    for (int i = 0; i < 13; i++)
        add_number(&table, 31 - 2 * i);
    check_order(&table, "7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31");
}

static void test_no_key(void **state)
{
    (void)state;
    KeyTable table = {0};
    check_order(&table, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_one_bucket),
        cmocka_unit_test(test_twelve_keys_have_sixteen_buckets),
        cmocka_unit_test(test_the_table_grows_with_the_13th_key),
        cmocka_unit_test(test_no_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
