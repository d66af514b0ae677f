/* tests/unit/test_sampling.c -- which records RDD.sample takes, and reservoirs.
 *
 * The expected numbers are what Spark 3.5 gave. */
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
#include "vm/store/sampling.h"

/* A sample of the numbers 0 .. 299 in three partitions. */
typedef struct Sample {
    bool replace;
    double fraction;
    int64_t seed;
    int count;
    int32_t hash; /* of its numbers with spaces between */
} Sample;

static const Sample samples[] = {
    {false, 0.0, 1, 0, 0},
    {false, 0.0, 42, 0, 0},
    {false, 0.0, -7, 0, 0},
    {false, 0.01, 1, 3, 304911930},
    {false, 0.01, 42, 1, 48812},
    {false, 0.01, -7, 1, 1601},
    {false, 0.1, 1, 28, -1269847335},
    {false, 0.1, 42, 28, -928637745},
    {false, 0.1, -7, 33, -1374646855},
    {false, 0.3, 1, 86, 1022974677},
    {false, 0.3, 42, 77, -80636837},
    {false, 0.3, -7, 90, 1065765316},
    {false, 0.4, 1, 119, -37462415},
    {false, 0.4, 42, 108, -1360696072},
    {false, 0.4, -7, 121, 1081932497},
    {false, 0.41, 1, 132, 1041447320},
    {false, 0.41, 42, 135, -586367592},
    {false, 0.41, -7, 115, 2128672849},
    {false, 0.5, 1, 162, 1116170426},
    {false, 0.5, 42, 157, 1252982131},
    {false, 0.5, -7, 143, -2021988631},
    {false, 0.9, 1, 279, -257526299},
    {false, 0.9, 42, 270, -1556567308},
    {false, 0.9, -7, 274, 742114669},
    {false, 1.0, 1, 300, -1274040794},
    {false, 1.0, 42, 300, -1274040794},
    {false, 1.0, -7, 300, -1274040794},
    {true, 0.0, 1, 0, 0},
    {true, 0.0, 42, 0, 0},
    {true, 0.0, -7, 0, 0},
    {true, 0.01, 1, 2, 49025155},
    {true, 0.01, 42, 1, 48813},
    {true, 0.01, -7, 1, 1601},
    {true, 0.1, 1, 25, 1305449281},
    {true, 0.1, 42, 28, 492506323},
    {true, 0.1, -7, 29, 1730392134},
    {true, 0.3, 1, 90, 1002499208},
    {true, 0.3, 42, 83, -587529343},
    {true, 0.3, -7, 97, 1478477904},
    {true, 0.4, 1, 125, 1443228987},
    {true, 0.4, 42, 119, -997357061},
    {true, 0.4, -7, 126, -1377370298},
    {true, 0.41, 1, 110, -559854604},
    {true, 0.41, 42, 138, -927139369},
    {true, 0.41, -7, 123, -869939808},
    {true, 0.5, 1, 141, -623173023},
    {true, 0.5, 42, 167, -1357515767},
    {true, 0.5, -7, 142, -787825094},
    {true, 0.9, 1, 277, 1618988357},
    {true, 0.9, 42, 277, 1518599152},
    {true, 0.9, -7, 251, 876139585},
    {true, 1.0, 1, 305, -755599407},
    {true, 1.0, 42, 319, -17135950},
    {true, 1.0, -7, 277, -1024429134},
    {true, 2.5, 1, 755, -1944729978},
    {true, 2.5, 42, 732, 2115028287},
    {true, 2.5, -7, 686, 1560533174},
    {true, 20.0, 1, 5978, -1494055534},
    {true, 20.0, 42, 6005, 914152729},
    {true, 20.0, -7, 6005, -289606362},
};

static int sample_partition(const Sample *sample, int partition, Buffer *text)
{
    Sampler sampler;
    int64_t seed = sampling_seed(sample->seed, partition);
    int count = 0;
    sampler_init(&sampler, sample->replace, sample->fraction, seed);
    for (int i = 0; i < 100; i++)
        for (int copies = sampler_next(&sampler); copies > 0; copies--) {
            if (text->size > 0)
                buffer_append_byte(text, ' ');
            buffer_append_int(text, partition * 100 + i);
            count++;
        }
    return count;
}

static void expect_sample(const Sample *sample)
{
    Buffer text = {0};
    int count = 0;
    for (int p = 0; p < 3; p++)
        count += sample_partition(sample, p, &text);

    assert_int_equal(count, sample->count);
    assert_int_equal(hash_string(text.data, text.size), sample->hash);
    buffer_free(&text);
}

static void test_samples_as_spark_takes_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        expect_sample(&samples[i]);
}

static void test_seeds_of_partitions(void **state)
{
    (void)state;
    assert_int_equal(sampling_seed(42, 0), INT64_C(-5025562857975149833));
    assert_int_equal(sampling_seed(42, 1), INT64_C(-5843495416241995736));
    assert_int_equal(sampling_seed(42, 2), INT64_C(5694868678511409995));
}

static void expect_nothing(bool replace, double fraction)
{
    Sampler sampler;
    sampler_init(&sampler, replace, fraction, 1);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(sampler_next(&sampler), 0);
}

static void test_tiny_fractions(void **state)
{
    (void)state;
    expect_nothing(false, 1e-17);
    expect_nothing(false, 5e-324);
    expect_nothing(true, 1e-17);
    expect_nothing(true, 5e-324);
}

/* Ten elements in two partitions. */
static void test_the_largest_fraction_with_the_numbers_of_spark(void **state)
{
    (void)state;
    int count = 0;
    for (int p = 0; p < 2; p++) {
        Sampler sampler;
        sampler_init(&sampler, true, 39.999, sampling_seed(1, p));
        for (int i = 0; i < 5; i++)
            count += sampler_next(&sampler);
    }
    assert_int_equal(count, 412);
}

/* The sum lies within ten standard deviations of its mean. */
static void test_large_fractions(void **state)
{
    (void)state;
    static const double fractions[] = {39.999, 40, 41.5, 1000};
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        Sampler sampler;
        double sum = 0;
        double mean = 1000 * fractions[i];
        sampler_init(&sampler, true, fractions[i], 1);
        for (int j = 0; j < 1000; j++)
            sum += sampler_next(&sampler);
        assert_true(fabs(sum - mean) < 10 * sqrt(mean));
        assert_true(sum != mean);
    }
}

static void test_endless_fraction(void **state)
{
    (void)state;
    Sampler sampler;
    sampler_init(&sampler, true, INFINITY, 1);
    assert_int_equal(sampler_next(&sampler), INT32_MAX);
}

static void expect_refused(bool replace, double fraction, const char *message)
{
    Err err;
    assert_false(sampling_check(replace, fraction, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    assert_string_equal(err.message, message);
}

static void test_fractions_that_spark_refuses(void **state)
{
    (void)state;
    expect_refused(false, -0.5,
        "requirement failed: Fraction must be nonnegative, but got -0.5");
    expect_refused(true, -0.5,
        "requirement failed: Fraction must be nonnegative, but got -0.5");
    expect_refused(true, NAN,
        "requirement failed: Fraction must be nonnegative, but got NaN");
    expect_refused(false, 1.5,
        "requirement failed: Sampling fraction (1.5) must be on interval [0, 1]");
    expect_refused(false, 1.000002,
        "requirement failed: Sampling fraction (1.000002) must be on interval [0, 1]");
    expect_refused(false, INFINITY,
        "requirement failed: Sampling fraction (Infinity) must be on interval [0, 1]");

    Err err;
    assert_true(sampling_check(false, 0, &err));
    assert_true(sampling_check(false, 1.0000005, &err));
    assert_true(sampling_check(true, 1.5, &err));
}

/* The numbers 0 .. count-1 through a reservoir. */
static void expect_reservoir(int count, int wanted, int64_t seed, const char *expected)
{
    Reservoir reservoir;
    Buffer record = {0}, held = {0}, text = {0};
    reservoir_init(&reservoir, wanted, seed);
    for (int i = 0; i < count; i++) {
        buffer_clear(&record);
        record_append_int(&record, i);
        reservoir_add(&reservoir, record.data);
    }
    assert_int_equal(reservoir.count, count);
    reservoir_append(&reservoir, &held);
    for (size_t at = 0; at < held.size;
         at += (size_t)(record_next(held.data) - held.data)) {
        if (at > 0)
            buffer_append_byte(&text, ' ');
        buffer_append_int(&text, record_int(held.data + at));
    }
    assert_string_equal(buffer_text(&text), expected);
    reservoir_free(&reservoir);
    buffer_free(&record);
    buffer_free(&held);
    buffer_free(&text);
}

static void test_reservoirs(void **state)
{
    (void)state;
    expect_reservoir(100, 10, 7, "66 23 18 81 71 73 77 50 8 57");
    expect_reservoir(1000, 5, -3, "31 633 228 654 5");
    expect_reservoir(11, 10, 7, "0 1 2 10 4 5 6 7 8 9");
}

static void test_a_reservoir_that_is_not_filled(void **state)
{
    (void)state;
    expect_reservoir(10, 10, 7, "0 1 2 3 4 5 6 7 8 9");
    expect_reservoir(3, 10, 7, "0 1 2");
    expect_reservoir(0, 10, 7, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples_as_spark_takes_them),
        cmocka_unit_test(test_seeds_of_partitions),
        cmocka_unit_test(test_tiny_fractions),
        cmocka_unit_test(test_the_largest_fraction_with_the_numbers_of_spark),
        cmocka_unit_test(test_large_fractions),
        cmocka_unit_test(test_endless_fraction),
        cmocka_unit_test(test_fractions_that_spark_refuses),
        cmocka_unit_test(test_reservoirs),
        cmocka_unit_test(test_a_reservoir_that_is_not_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
