/* tests/unit/test_keytable.c -- the order of keys after a shuffle, as in Spark 3.5.
 *
 * Each case is a program of the order-* golden tests, played with key tables alone. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/keytable.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

typedef void MakeKey(int j, Buffer *key);

/* One shuffle: the keys make(1) .. make(count) in `maps` slices, to n partitions. */
typedef struct Shuffle {
    MakeKey *make;
    int count;
    int maps;
    int n;
    bool combine; /* on the map side */
} Shuffle;

static void add_key(KeyTable *table, const char *key, size_t size)
{
    bool added;
    keytable_add(table, key, size, hash_java(key), &added);
}

static void add_records(KeyTable *table, const Buffer *records)
{
    const char *next;
    for (size_t at = 0; at < records->size; at = (size_t)(next - records->data)) {
        const char *key = records->data + at;
        next = record_next(key);
        add_key(table, key, (size_t)(next - key));
    }
}

static void append_entry(const KeyTable *table, int entry, Buffer *to)
{
    const Index *index = &table->index;
    buffer_append(to, index_key(index, entry), index->entries[entry].size);
}

/* What one map task sends to each partition, with combining. */
static void combine(const Buffer *input, int n, Buffer *fetched)
{
    KeyTable table = {0};
    add_records(&table, input);
    int count = keytable_count(&table);
    uint32_t *partitions = mem_alloc((size_t)count * sizeof *partitions);
    int32_t *order = mem_alloc((size_t)count * sizeof *order);
    int32_t *starts = mem_alloc(((size_t)n + 1) * sizeof *starts);

    for (int i = 0; i < count; i++) {
        const char *key = index_key(&table.index, i);
        partitions[i] = (uint32_t)hash_partition(key, hash_java(key), n);
    }
    keytable_map_order(&table, partitions, n, order, starts);
    assert_int_equal(starts[0], 0);
    assert_int_equal(starts[n], keytable_count(&table));
    for (int p = 0; p < n; p++)
        for (int i = starts[p]; i < starts[p + 1]; i++)
            append_entry(&table, order[i], &fetched[p]);

    mem_free(partitions);
    mem_free(order);
    mem_free(starts);
    keytable_free(&table);
}

/* The same without: each partition gets its records as they come. */
static void deal_out(const Buffer *input, int n, Buffer *fetched)
{
    const char *next;
    for (size_t at = 0; at < input->size; at = (size_t)(next - input->data)) {
        const char *key = input->data + at;
        next = record_next(key);
        int p = hash_partition(key, hash_java(key), n);
        buffer_append(&fetched[p], key, (size_t)(next - key));
    }
}

static void map_side(const Shuffle *shuffle, Buffer *fetched)
{
    Buffer input = {0};
    for (int m = 0; m < shuffle->maps; m++) {
        int from = m * shuffle->count / shuffle->maps;
        int to = (m + 1) * shuffle->count / shuffle->maps;
        buffer_clear(&input);
        for (int j = from + 1; j <= to; j++)
            shuffle->make(j, &input);
        (shuffle->combine ? combine : deal_out)(&input, shuffle->n, fetched);
    }
    buffer_free(&input);
}

static void reduce_side(const Buffer *fetched, Buffer *text)
{
    KeyTable table = {0};
    add_records(&table, fetched);
    int count = keytable_count(&table);
    int32_t *order = mem_alloc((size_t)count * sizeof *order);

    keytable_order(&table, order);
    for (int i = 0; i < count; i++) {
        if (text->size > 0)
            buffer_append_byte(text, ' ');
        text_append_record(text, index_key(&table.index, order[i]));
    }
    mem_free(order);
    keytable_free(&table);
}

/* The keys of all partitions, as text with spaces between. */
static void run_shuffle(const Shuffle *shuffle, Buffer *text)
{
    Buffer *fetched = mem_zero_alloc((size_t)shuffle->n * sizeof *fetched);
    map_side(shuffle, fetched);
    for (int p = 0; p < shuffle->n; p++) {
        reduce_side(&fetched[p], text);
        buffer_free(&fetched[p]);
    }
    mem_free(fetched);
}

static void expect_keys(Shuffle shuffle, const char *expected)
{
    Buffer text = {0};
    run_shuffle(&shuffle, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_free(&text);
}

static void append_text(Buffer *key, const char *text)
{
    record_append_string(key, text, strlen(text));
}

static void make_word(int j, Buffer *key)
{
    char text[32];
    snprintf(text, sizeof text, "w%d", j % 100 * 7919 % 100003);
    append_text(key, text);
}

static void make_fewer_words(int j, Buffer *key)
{
    make_word(j % 45, key);
}

static void make_growing(int j, Buffer *key)
{
    char text[32];
    snprintf(text, sizeof text, "g%d", j % 45);
    append_text(key, text);
}

/* "Aa" and "BB" have the same hash code, and so do all words of three of them. */
static void make_colliding(int j, Buffer *key)
{
    static const char *const parts[] = {"Aa", "BB"};
    char text[32];
    snprintf(text, sizeof text, "%s%s%s", parts[j % 2], parts[j / 2 % 2],
        parts[j / 4 % 2]);
    append_text(key, text);
}

static void make_null_or_word(int j, Buffer *key)
{
    char text[32];
    snprintf(text, sizeof text, "k%d", j);
    if (j % 5 == 0)
        record_append_null(key);
    else
        append_text(key, text);
}

static void make_option(int j, Buffer *key)
{
    if (j % 3 == 0) {
        record_append_none(key);
        return;
    }
    record_append_some(key);
    record_append_int(key, j % 20);
}

static void make_double_and_boolean(int j, Buffer *key)
{
    record_append_pair(key);
    record_append_double(key, j % 60 * 0.5);
    record_append_bool(key, j % 60 % 3 == 0);
}

static void make_int_or_long(int j, Buffer *key)
{
    record_append_int(key, j % 2 == 0 ? j : j * INT64_C(3000000000));
}

static void test_hundred_words(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_word, 100, 2, 2, true},
        "w9745 w42539 w47514 w74215 w90053 w52284 w65178 w75128 w38477 w69240 w48427 "
        "w6801 w88935 w33502 w25583 w63352 w31676 w2944 w8832 w66296 w32589 w24670 "
        "w77159 w59290 w87109 w34620 w68122 w35533 w51371 w15838 w39595 w36446 "
        "w37564 w3857 w40508 w64265 w62234 w1826 w30558 w13807 w5888 w61321 w913 "
        "w60203 w17664 w27614 w46396 w12689 w71271 w23757 w78072 w50458 w16751 w7919 "
        "w81016 w49340 w22639 w88022 w56346 w11776 w83047 w70153 w43452 w55433 "
        "w19695 w0 w4770 w95028 w83960 w67209 w82134 w57259 w44365 w80103 w85078 "
        "w92997 w10863 w90966 w18782 w21726 w14720 w53402 w98885 w73097 w28527 "
        "w76041 w72184 w45483 w54315 w93910 w26701 w58377 w97972 w96854 w85991 "
        "w79190 w20608 w29645 w41421 w95941");
}

static void test_table_grows_with_the_45th_key(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_growing, 45, 1, 1, true},
        "g24 g37 g15 g32 g33 g29 g14 g30 g20 g22 g42 g6 g9 g41 g13 g16 g38 g43 g27 "
        "g17 g19 g10 g31 g0 g3 g23 g11 g35 g40 g7 g5 g28 g12 g25 g2 g34 g4 g8 g18 "
        "g36 g39 g26 g44 g21 g1");
}

static void test_colliding_keys(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_colliding, 24, 3, 2, true},
        "BBAaAa AaBBAa BBBBAa AaAaBB BBAaBB AaBBBB BBBBBB AaAaAa");
}

static void test_null_key_comes_first_and_counts(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_null_or_word, 55, 2, 2, true},
        "null k29 k18 k14 k9 k34 k3 k41 k43 k12 k52 k36 k23 k21 k7 k1 k32 k27 k47 "
        "k54 k49 k38 k16 k17 k19 k24 k26 k6 k53 k11 k46 k39 k2 k31 k22 k48 k13 k8 "
        "k51 k4 k28 k33 k37 k44 k42");
    expect_keys((Shuffle){make_null_or_word, 55, 2, 1, true},
        "null k29 k18 k9 k6 k53 k3 k11 k46 k39 k41 k43 k12 k52 k13 k36 k21 k51 k54 "
        "k42 k37 k44 k38 k17 k24 k19 k14 k26 k34 k2 k31 k22 k48 k8 k23 k7 k1 k4 k32 "
        "k27 k28 k47 k49 k33 k16");
}

static void test_option_keys(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_option, 60, 2, 2, true},
        "Some(11) Some(8) Some(5) Some(14) Some(2) Some(13) Some(1) Some(19) None "
        "Some(0) Some(4) Some(7) Some(10) Some(18) Some(9) Some(17) Some(3) Some(16) "
        "Some(12) Some(15) Some(6)");
}

static void test_pairs_of_double_and_boolean(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_double_and_boolean, 60, 2, 2, true},
        "(3.5,false) (27.5,false) (6.0,true) (11.0,false) (20.0,false) (8.0,false) "
        "(16.0,false) (10.0,false) (9.5,false) (14.0,false) (14.5,false) (0.5,false) "
        "(28.5,true) (24.0,true) (15.5,false) (3.0,true) (17.5,false) (17.0,false) "
        "(7.5,true) (5.0,false) (4.5,true) (13.5,true) (20.5,false) (19.0,false) "
        "(6.5,false) (1.0,false) (25.5,true) (26.0,false) (23.5,false) (2.0,false) "
        "(0.0,true) (27.0,true) (29.0,false) (9.0,true) (15.0,true) (23.0,false) "
        "(1.5,true) (11.5,false) (25.0,false) (29.5,false) (12.0,true) (4.0,false) "
        "(12.5,false) (28.0,false) (24.5,false) (5.5,false) (7.0,false) (21.0,true) "
        "(22.0,false) (13.0,false) (8.5,false) (16.5,true) (18.5,false) (26.5,false) "
        "(10.5,true) (21.5,false) (19.5,true) (18.0,true) (22.5,true) (2.5,false)");
}

static void test_ints_and_longs(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_int_or_long, 40, 2, 3, true},
        "27000000000 39000000000 15000000000 87000000000 75000000000 117000000000 "
        "9000000000 69000000000 30 36 24 105000000000 57000000000 6 45000000000 18 "
        "12 99000000000 34 4 16 22 28 40 10 51000000000 21000000000 81000000000 "
        "33000000000 111000000000 14 32 63000000000 3000000000 8 20 38 93000000000 "
        "26 2");
}

static void test_arrival_order_without_combining(void **state)
{
    (void)state;
    expect_keys((Shuffle){make_fewer_words, 90, 3, 3, false},
        "w42539 w90053 w18782 w53402 w16751 w31676 w2944 w66296 w77159 w55433 w40508 "
        "w79190 w29645 w913 w47514 w92997 w10863 w21726 w71271 w23757 w69240 w45483 "
        "w7919 w58377 w32589 w34620 w95028 w82134 w5888 w85078 w74215 w48427 w50458 "
        "w63352 w26701 w8832 w97972 w0 w24670 w87109 w15838 w39595 w37564 w13807 "
        "w61321");
}

static void test_no_keys(void **state)
{
    (void)state;
    KeyTable table = {0};
    int32_t order[1] = {-1};
    int32_t starts[4] = {-1, -1, -1, -1};

    keytable_order(&table, order);
    keytable_map_order(&table, NULL, 3, order, starts);
    assert_int_equal(order[0], -1);
    for (int p = 0; p <= 3; p++)
        assert_int_equal(starts[p], 0);
    keytable_free(&table);
}

static void test_cleared_table_starts_over(void **state)
{
    (void)state;
    const char null_key = (char)RECORD_NULL;
    const char true_key = (char)RECORD_TRUE;
    KeyTable table = {0};
    add_key(&table, &null_key, 1);
    keytable_clear(&table);
    assert_int_equal(keytable_count(&table), 0);

    add_key(&table, &true_key, 1);
    int32_t order[2] = {-1, -1};
    keytable_order(&table, order);
    assert_int_equal(order[0], 0);
    assert_int_equal(order[1], -1);
    keytable_free(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hundred_words),
        cmocka_unit_test(test_table_grows_with_the_45th_key),
        cmocka_unit_test(test_colliding_keys),
        cmocka_unit_test(test_null_key_comes_first_and_counts),
        cmocka_unit_test(test_option_keys),
        cmocka_unit_test(test_pairs_of_double_and_boolean),
        cmocka_unit_test(test_ints_and_longs),
        cmocka_unit_test(test_arrival_order_without_combining),
        cmocka_unit_test(test_no_keys),
        cmocka_unit_test(test_cleared_table_starts_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
