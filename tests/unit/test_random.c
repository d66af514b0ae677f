/* tests/unit/test_random.c -- random numbers are the same everywhere, and fair. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/base/random.h"

enum { DRAWS = 200000 };

static void test_seed_and_purpose_make_the_stream(void **state)
{
    (void)state;
    Random a, b, other_seed, other_purpose;
    random_init(&a, 1, "feed:9999");
    random_init(&b, 1, "feed:9999");
    random_init(&other_seed, 2, "feed:9999");
    random_init(&other_purpose, 1, "feed:9998");
    for (int i = 0; i < 1000; i++) {
        uint64_t bits = random_bits(&a);
        assert_true(bits == random_bits(&b));
        assert_true(bits != random_bits(&other_seed));
        assert_true(bits != random_bits(&other_purpose));
    }
}

/* Written down once: pictures and traces that are kept depend on them. */
static void test_first_numbers_never_change(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 1, "feed:9999");
    assert_true(random_bits(&random) == 0x9A502A0841669195u);
    assert_true(random_bits(&random) == 0xA60751F0B9548A75u);
    assert_true(random_bits(&random) == 0xDD92CC933A524072u);
    assert_true(random_unit(&random) == 0.36293744385716897);
    assert_true(random_exponential(&random, 1000) == 601.84723625568756);
}

/* The numbers of xoshiro256** itself, from the state 1, 2, 3, 4. */
static void test_generator(void **state)
{
    (void)state;
    Random random = {{1, 2, 3, 4}};
    const uint64_t expected[] = {11520, 0, 1509978240, 1215971899390074240u};
    for (int i = 0; i < 4; i++)
        assert_true(random_bits(&random) == expected[i]);
}

static void test_unit_is_even(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 7, "unit");
    int counts[10] = {0};
    for (int i = 0; i < DRAWS; i++) {
        double x = random_unit(&random);
        assert_true(x >= 0 && x < 1);
        counts[(int)(x * 10)]++;
    }
    for (int i = 0; i < 10; i++)
        assert_in_range(counts[i], DRAWS / 10 * 97 / 100, DRAWS / 10 * 103 / 100);
}

static void test_exponential_has_its_mean_and_tail(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 7, "gaps");
    double sum = 0;
    int beyond_one = 0, beyond_three = 0;
    for (int i = 0; i < DRAWS; i++) {
        double x = random_exponential(&random, 0.2);
        assert_true(x > 0);
        sum += x;
        beyond_one += x > 0.2;
        beyond_three += x > 0.6;
    }
    /* e^-1 and e^-3 of the draws are beyond one and three means. */
    assert_true(sum / DRAWS > 0.198 && sum / DRAWS < 0.202);
    assert_in_range(beyond_one, 0.364 * DRAWS, 0.372 * DRAWS);
    assert_in_range(beyond_three, 0.048 * DRAWS, 0.052 * DRAWS);
}

static void check_gamma(double mean, double deviation)
{
    Random random;
    random_init(&random, 7, "gamma");
    double sum = 0, squares = 0;
    for (int i = 0; i < DRAWS; i++) {
        double x = random_gamma(&random, mean, deviation);
        assert_true(x >= 0);
        sum += x;
        squares += x * x;
    }
    double got = sum / DRAWS;
    double spread = sqrt(squares / DRAWS - got * got);
    assert_true(got > 0.98 * mean && got < 1.02 * mean);
    assert_true(spread > 0.96 * deviation && spread < 1.04 * deviation);
}

static void test_gamma_has_its_mean_and_deviation(void **state)
{
    (void)state;
    check_gamma(1.96, 1.768); /* shape above 1 */
    check_gamma(2, 4);        /* below */
    check_gamma(5, 0.5);
}

static void test_normal_is_even_and_has_its_tails(void **state)
{
    (void)state;
    Random random;
    random_init(&random, 7, "normal");
    int below = 0, within_one = 0, beyond_two = 0;
    for (int i = 0; i < DRAWS; i++) {
        double x = random_normal(&random);
        below += x < 0;
        within_one += fabs(x) < 1;
        beyond_two += fabs(x) > 2;
    }
    assert_in_range(below, 0.49 * DRAWS, 0.51 * DRAWS);
    assert_in_range(within_one, 0.675 * DRAWS, 0.69 * DRAWS);
    assert_in_range(beyond_two, 0.043 * DRAWS, 0.048 * DRAWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seed_and_purpose_make_the_stream),
        cmocka_unit_test(test_first_numbers_never_change),
        cmocka_unit_test(test_generator),
        cmocka_unit_test(test_unit_is_even),
        cmocka_unit_test(test_exponential_has_its_mean_and_tail),
        cmocka_unit_test(test_normal_is_even_and_has_its_tails),
        cmocka_unit_test(test_gamma_has_its_mean_and_deviation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
