/* tests/unit/test_ranges.c -- the bounds of sortByKey, and the partitions of keys.
 *
 * The expected numbers are what Spark's RangePartitioner gave for the same keys in RDDs
 * of the same ids. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vm/base/mem.h"
#include "vm/store/compare.h"
#include "vm/store/hash.h"
#include "vm/store/ranges.h"
#include "vm/store/record.h"
#include "vm/store/sampling.h"
#include "vm/store/text.h"

typedef void MakeKey(int x, Buffer *key);

enum { MAX_INPUTS = 8 };

/* Numbers below `below`, by a generator seeded with the partition, made into keys. */
typedef struct Case {
    MakeKey *make;
    int sizes[MAX_INPUTS]; /* of the input partitions */
    int inputs;
    int below;
    int n;
    int rdd;
    /* What Spark found. */
    int bounds;
    int imbalanced;
    int32_t bounds_hash;
    int32_t up_hash; /* of the partitions of all keys */
    int32_t down_hash;
} Case;

static void make_int(int x, Buffer *key)
{
    record_append_int(key, x);
}

static void make_word(int x, Buffer *key)
{
    Buffer text = {0};
    buffer_printf(&text, "w%d", x);
    record_append_string(key, text.data, text.size);
    buffer_free(&text);
}

static void append_double(int x, double shift, Buffer *key)
{
    static const double special[] = {NAN, -0.0, 0.0};
    record_append_double(key, x % 50 < 3 ? special[x % 50] : x / 8.0 - shift);
}

static void make_double(int x, Buffer *key)
{
    append_double(x, 20, key);
}

static void make_larger_double(int x, Buffer *key)
{
    append_double(x, 200, key);
}

static void make_pair(int x, Buffer *key)
{
    char text[2] = {'k', (char)('0' + x % 10)};
    record_append_pair(key);
    record_append_string(key, text, sizeof text);
    record_append_double(key, x / 10.0);
}

static void make_bool(int x, Buffer *key)
{
    record_append_bool(key, x == 1);
}

static void make_long(int x, Buffer *key)
{
    record_append_int(key, x * INT64_C(3000000000) - INT64_C(100000000000000));
}

static void make_option(int x, Buffer *key)
{
    if (x < 30) {
        record_append_none(key);
        return;
    }
    record_append_some(key);
    record_append_int(key, x);
}

static void make_partition(const Case *the, int partition, Buffer *keys)
{
    uint64_t seed = 1000 + (uint64_t)partition;
    for (int i = 0; i < the->sizes[partition]; i++) {
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF;
        the->make((int)(seed >> 8) % the->below, keys);
    }
}

static int32_t fold(int32_t hash, const char *record)
{
    Buffer text = {0};
    text_append_record(&text, record);
    uint32_t folded = (uint32_t)hash * 31 + (uint32_t)hash_string(text.data, text.size);
    buffer_free(&text);
    return (int32_t)folded;
}

/* The first job's task; `first` is the id of the first RDD that Spark makes for it. */
static void sketch(const Case *the, int first, int partition, const Buffer *keys,
    Ranges *ranges)
{
    Reservoir reservoir;
    Buffer held = {0};
    reservoir_init(&reservoir, ranges_sample_size(the->n, the->inputs),
        ranges_sample_seed(first, partition));
    const char *end = keys->data + keys->size;
    for (const char *key = keys->data; key < end; key = record_next(key))
        reservoir_add(&reservoir, key);

    assert_int_equal(reservoir.count, the->sizes[partition]);
    reservoir_append(&reservoir, &held);
    ranges_add_sketch(ranges, reservoir.count, held.data, held.size);
    reservoir_free(&reservoir);
    buffer_free(&held);
}

/* The second job's task. */
static void resample(const Ranges *ranges, int64_t seed, const Buffer *keys,
    Buffer *sample)
{
    Sampler sampler;
    sampler_init(&sampler, false, ranges_fraction(ranges), seed);
    const char *end = keys->data + keys->size;
    for (const char *key = keys->data; key < end; key = record_next(key))
        if (sampler_next(&sampler) > 0)
            buffer_append(sample, key, (size_t)(record_next(key) - key));
}

static void resample_imbalanced(const Case *the, const Buffer *inputs, Ranges *ranges)
{
    int done = 0;
    for (int i = 0; i < the->inputs; i++) {
        Buffer sample = {0};
        if (!ranges_is_imbalanced(ranges, i))
            continue;
        int64_t seed = sampling_seed(ranges_resample_seed(the->rdd), done++);
        resample(ranges, seed, &inputs[i], &sample);
        ranges_add_sample(ranges, sample.data, sample.size);
        buffer_free(&sample);
    }
    assert_int_equal(ranges_imbalanced(ranges), done);
    assert_int_equal(done, the->imbalanced);
}

static void find_bounds(const Case *the, int first, const Buffer *inputs,
    RangeBounds *bounds)
{
    Ranges ranges;
    const char *unlike[2];
    ranges_init(&ranges, the->n, the->inputs);
    for (int i = 0; i < the->inputs; i++)
        sketch(the, first, i, &inputs[i], &ranges);
    resample_imbalanced(the, inputs, &ranges);
    assert_true(ranges_find_bounds(&ranges, bounds, unlike));
    ranges_free(&ranges);
}

static int32_t hash_bounds(const RangeBounds *bounds)
{
    int32_t hash = 0;
    for (int i = 0; i < bounds->count; i++)
        hash = fold(hash, bounds->keys.data + bounds->starts[i]);

    return hash;
}

static int32_t hash_partitions(const RangeBounds *bounds, const Buffer *inputs, int n,
    bool ascending)
{
    int32_t hash = 0;
    for (int i = 0; i < n; i++) {
        const char *end = inputs[i].data + inputs[i].size;
        for (const char *key = inputs[i].data; key < end; key = record_next(key)) {
            Buffer number = {0};
            const char *bound;
            int partition = -1;
            assert_true(bounds_partition(bounds, key, ascending, &partition, &bound));
            record_append_int(&number, partition);
            hash = fold(hash, number.data);
            buffer_free(&number);
        }
    }
    return hash;
}

static void expect_case(Case the)
{
    Buffer inputs[MAX_INPUTS] = {{0}};
    RangeBounds bounds;
    for (int i = 0; i < the.inputs; i++) {
        buffer_reserve(&inputs[i], 1);
        make_partition(&the, i, &inputs[i]);
    }
    int first = the.rdd + 1;
    find_bounds(&the, first, inputs, &bounds);
    assert_int_equal(bounds.count, the.bounds);
    assert_int_equal(hash_bounds(&bounds), the.bounds_hash);
    assert_int_equal(hash_partitions(&bounds, inputs, the.inputs, true), the.up_hash);
    bounds_free(&bounds);

    /* The second partitioner took its sample anew. */
    first += the.imbalanced > 0 ? 5 : 2;
    find_bounds(&the, first, inputs, &bounds);
    assert_int_equal(hash_partitions(&bounds, inputs, the.inputs, false),
        the.down_hash);
    bounds_free(&bounds);
    for (int i = 0; i < the.inputs; i++)
        buffer_free(&inputs[i]);
}

static void test_even_partitions(void **state)
{
    (void)state;
    expect_case((Case){make_int, {2000, 1500, 1000}, 3, 100000, 4, 2, 3, 0, 228992797,
        471228786, -1143898864});
    expect_case((Case){make_long, {600, 600, 600, 600}, 4, 100000, 9, 72, 8, 0,
        -532298041, 2007276722, -19937389});
}

static void test_imbalanced_partitions_are_sampled_again(void **state)
{
    (void)state;
    expect_case((Case){make_word, {10, 5000, 20, 30, 0, 4000}, 6, 100000, 5, 10, 4, 1,
        138134601, -1686092566, 1281200751});
}

static void test_doubles_with_nan_and_zeros(void **state)
{
    (void)state;
    expect_case((Case){make_double, {300, 300}, 2, 400, 6, 24, 5, 0, -541847024,
        -1844813449, 1018444593});
}

static void test_more_bounds_than_are_searched_one_by_one(void **state)
{
    (void)state;
    expect_case((Case){make_int, {3000, 3000, 100}, 3, 100000, 200, 32, 199, 0,
        129413999, -675075637, 53770037});
    expect_case((Case){make_larger_double, {3000, 3000, 100}, 3, 3000, 200, 40, 195, 0,
        -2123083443, -1258989618, 83675996});
    expect_case((Case){make_word, {3000, 3000}, 2, 100000, 129, 104, 128, 0, 2019332029,
        293169998, -543417719});
    expect_case((Case){make_word, {3000, 3000}, 2, 100000, 130, 112, 129, 0, 1717376010,
        -1381978995, 174028054});
}

static void test_few_keys_make_fewer_partitions(void **state)
{
    (void)state;
    expect_case((
        Case){make_int, {1000, 1000}, 2, 3, 8, 48, 3, 0, 47697, 855627986, 1439850030});
    expect_case((Case){make_bool, {50, 30}, 2, 2, 3, 64, 2, 0, -1278312245, 1135562076,
        -1431708508});
    expect_case((Case){make_int, {1, 0, 2}, 3, 100, 5, 88, 2, 0, 55414, 48687, 48627});
    expect_case((Case){make_int, {0, 0}, 2, 100, 5, 96, 0, 0, 0, 0, 0});
}

static void test_pairs_and_options(void **state)
{
    (void)state;
    expect_case((Case){make_pair, {500, 3000}, 2, 100000, 7, 56, 6, 0, -1797461425,
        -1190718065, 686408065});
    expect_case((Case){make_option, {100, 600}, 2, 100, 5, 80, 4, 0, 1864232734,
        -1068802923, 1029748209});
}

static void test_one_partition_has_no_bounds(void **state)
{
    (void)state;
    Ranges ranges;
    RangeBounds bounds;
    Buffer keys = {0};
    const char *unlike[2], *bound;
    int partition = 9;
    record_append_int(&keys, 1);
    record_append_null(&keys);
    ranges_init(&ranges, 1, 1);
    ranges_add_sketch(&ranges, 2, keys.data, keys.size);
    assert_true(ranges_find_bounds(&ranges, &bounds, unlike));
    assert_int_equal(bounds.count, 0);
    assert_true(bounds_partition(&bounds, keys.data, true, &partition, &bound));
    assert_int_equal(partition, 0);
    bounds_free(&bounds);
    ranges_free(&ranges);
    buffer_free(&keys);
}

static void test_sample_sizes(void **state)
{
    (void)state;
    assert_int_equal(ranges_sample_size(2, 1), 120);
    assert_int_equal(ranges_sample_size(2, 7), 18);
    assert_int_equal(ranges_sample_size(2, 1000), 1);
    assert_int_equal(ranges_sample_size(100000, 3), 1000000);
    assert_int_equal(ranges_sample_size(2, 0), INT32_MAX);
}

static void test_keys_without_an_order_are_named(void **state)
{
    (void)state;
    Ranges ranges;
    RangeBounds bounds;
    Buffer keys = {0};
    const char *unlike[2];
    record_append_int(&keys, 1);
    record_append_int(&keys, 2);
    ranges_init(&ranges, 2, 2);
    ranges_add_sketch(&ranges, 2, keys.data, keys.size);
    buffer_clear(&keys);
    make_word(1, &keys);
    ranges_add_sketch(&ranges, 1, keys.data, keys.size);
    assert_false(ranges_find_bounds(&ranges, &bounds, unlike));
    record_find_unlike(&unlike[0], &unlike[1]);
    assert_string_not_equal(record_kind(unlike[0]), record_kind(unlike[1]));
    bounds_free(&bounds);
    ranges_free(&ranges);
    buffer_free(&keys);
}

/* A key that was not in the sample may still be one that has no place. */
static void expect_no_place(int n)
{
    Ranges ranges;
    RangeBounds bounds;
    Buffer keys = {0};
    const char *unlike[2], *bound = NULL;
    int partition;
    for (int i = 0; i < n; i++)
        make_word(i, &keys);
    ranges_init(&ranges, n, 1);
    ranges_add_sketch(&ranges, n, keys.data, keys.size);
    assert_true(ranges_find_bounds(&ranges, &bounds, unlike));
    assert_int_equal(bounds.count, n - 1);
    buffer_clear(&keys);
    record_append_null(&keys);
    assert_false(bounds_partition(&bounds, keys.data, true, &partition, &bound));
    assert_string_equal(record_kind(bound), "String");
    bounds_free(&bounds);
    ranges_free(&ranges);
    buffer_free(&keys);
}

static void test_a_key_that_has_no_place_is_refused(void **state)
{
    (void)state;
    expect_no_place(3);
    expect_no_place(300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_even_partitions),
        cmocka_unit_test(test_imbalanced_partitions_are_sampled_again),
        cmocka_unit_test(test_doubles_with_nan_and_zeros),
        cmocka_unit_test(test_more_bounds_than_are_searched_one_by_one),
        cmocka_unit_test(test_few_keys_make_fewer_partitions),
        cmocka_unit_test(test_pairs_and_options),
        cmocka_unit_test(test_one_partition_has_no_bounds),
        cmocka_unit_test(test_sample_sizes),
        cmocka_unit_test(test_keys_without_an_order_are_named),
        cmocka_unit_test(test_a_key_that_has_no_place_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
