/* tests/unit/test_rate_limiter.c -- when records may come. The numbers of places saved
 * are those that the limiter inside Spark 3.5.6 gave. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/ingest/rate_limiter.h"

static RateLimiter limiter_of(int64_t initial, int64_t max)
{
    RateLimiter limiter;
    RateLimits limits = {.initial = initial, .max = max, .act = true};
    rate_limiter_init(&limiter, &limits);
    return limiter;
}

/* How many records may come at once, by now. */
static int drain(RateLimiter *limiter, SimTime now)
{
    int count = 0;
    while (count < 100000 && rate_limiter_reserve(limiter, now) <= now)
        count++;
    return count;
}

static void check_settings(const char *max, const char *initial, int64_t want_initial,
    int64_t want_max)
{
    Conf conf = {0};
    RateLimits limits;
    if (max != NULL)
        conf_set(&conf, "spark.streaming.receiver.maxRate", max);
    if (initial != NULL)
        conf_set(&conf, "spark.streaming.backpressure.initialRate", initial);
    assert_true(rate_limits_read(&conf, &limits, NULL));
    assert_int_equal(limits.initial, want_initial);
    assert_int_equal(limits.max, want_max);
    assert_int_equal(limits.act, max != NULL || initial != NULL);
    conf_free(&conf);
}

static void test_settings(void **state)
{
    (void)state;
    check_settings(NULL, NULL, RATE_UNLIMITED, RATE_UNLIMITED);
    check_settings("100", NULL, 100, 100);
    check_settings(NULL, "50", 50, RATE_UNLIMITED);
    check_settings("100", "50", 50, 100);
    check_settings("100", "500", 100, 100);
    check_settings("-1", NULL, -1, -1);
}

static void test_back_pressure_acts_without_a_limit(void **state)
{
    (void)state;
    Conf conf = {0};
    RateLimits limits;
    Err err;
    conf_set(&conf, "spark.streaming.backpressure.enabled", "true");
    assert_true(rate_limits_read(&conf, &limits, NULL));
    assert_true(limits.act);
    conf_set(&conf, "spark.streaming.receiver.maxRate", "many");
    assert_false(rate_limits_read(&conf, &limits, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    conf_free(&conf);
}

/* Records come one interval after the other, from the first one on. */
static void test_no_burst_at_first(void **state)
{
    (void)state;
    RateLimiter limiter = limiter_of(50, 50);
    SimTime now = TIME_S(7);
    for (int i = 0; i < 200; i++) {
        SimTime at = rate_limiter_reserve(&limiter, now);
        assert_int_equal(at, TIME_S(7) + TIME_MS(20) * i);
        now = at;
    }
}

/* An interval is cut to whole microseconds, as Guava does. */
static void test_an_interval_of_fractions(void **state)
{
    (void)state;
    RateLimiter limiter = limiter_of(3, 3);
    assert_int_equal(rate_limiter_reserve(&limiter, 0), 0);
    assert_int_equal(rate_limiter_reserve(&limiter, 0), 333333);
    assert_int_equal(rate_limiter_reserve(&limiter, 0), 666666);
}

static void test_one_second_is_saved(void **state)
{
    (void)state;
    RateLimiter limiter = limiter_of(1000, 1000);
    assert_int_equal(drain(&limiter, 0), 1);
    SimTime next = limiter.next;
    /* One place beyond those saved is given out in advance. */
    assert_int_equal(drain(&limiter, next + TIME_MS(300)), 301);
    next = limiter.next;
    assert_int_equal(drain(&limiter, next + TIME_MS(2500)), 1001);
}

/* After a second of idling two seconds' worth passes within one. */
static void test_twice_the_rate_after_a_pause(void **state)
{
    (void)state;
    RateLimiter limiter = limiter_of(100, 100);
    SimTime now = rate_limiter_reserve(&limiter, 0);
    SimTime start = TIME_S(5);
    int count = 0;
    for (now = start; now < start + TIME_S(1); count++)
        now = rate_limiter_reserve(&limiter, now);
    assert_in_range(count, 199, 201);
}

static void test_what_is_saved_is_part_of_a_second(void **state)
{
    (void)state;
    RateLimiter limiter = limiter_of(1000, RATE_UNLIMITED);
    assert_int_equal(rate_limiter_reserve(&limiter, 0), 0);
    rate_limiter_set(&limiter, 200, TIME_MS(1) + TIME_MS(500));
    assert_int_equal(drain(&limiter, TIME_MS(501)), 101);
}

/* A limiter without a limit saves as well: a first rate begins with a burst. */
static void test_saved_before_the_first_rate(void **state)
{
    (void)state;
    for (int64_t ms = 500; ms <= 1500; ms += 1000) {
        RateLimiter limiter = limiter_of(RATE_UNLIMITED, RATE_UNLIMITED);
        for (int64_t at = 0; at <= ms; at++)
            assert_int_equal(rate_limiter_reserve(&limiter, TIME_MS(at)), TIME_MS(at));
        rate_limiter_set(&limiter, 4000, TIME_MS(ms));
        assert_in_range(drain(&limiter, TIME_MS(ms)), ms == 500 ? 1999 : 3999,
            ms == 500 ? 2001 : 4001);
    }
}

static void test_a_record_keeps_its_place(void **state)
{
    (void)state;
    RateLimiter limiter = limiter_of(1, RATE_UNLIMITED);
    assert_int_equal(rate_limiter_reserve(&limiter, 0), 0);
    assert_int_equal(rate_limiter_reserve(&limiter, 0), TIME_S(1));
    rate_limiter_set(&limiter, 1000, TIME_MS(10));
    assert_int_equal(rate_limiter_reserve(&limiter, TIME_S(1)), TIME_S(2));
    assert_int_equal(rate_limiter_reserve(&limiter, TIME_S(2)), TIME_S(2) + TIME_MS(1));
}

static void test_new_rates(void **state)
{
    (void)state;
    RateLimiter limiter = limiter_of(110, 110);
    assert_int_equal(rate_limiter_rate(&limiter), 110);
    rate_limiter_set(&limiter, 105, 0);
    assert_int_equal(rate_limiter_rate(&limiter), 105);
    rate_limiter_set(&limiter, 0, 0);
    rate_limiter_set(&limiter, -7, 0);
    assert_int_equal(rate_limiter_rate(&limiter), 105);
    rate_limiter_set(&limiter, 500, 0);
    assert_int_equal(rate_limiter_rate(&limiter), 110);

    limiter = limiter_of(RATE_UNLIMITED, RATE_UNLIMITED);
    rate_limiter_set(&limiter, RATE_UNLIMITED, 0);
    assert_int_equal(rate_limiter_rate(&limiter), RATE_UNLIMITED);
}

static void test_a_limit_that_is_not_positive(void **state)
{
    (void)state;
    for (int64_t rate = -1; rate <= 0; rate++) {
        RateLimiter limiter = limiter_of(rate, rate);
        assert_int_equal(rate_limiter_reserve(&limiter, 5), TIME_NEVER);
        rate_limiter_set(&limiter, 100, 5);
        assert_int_equal(rate_limiter_reserve(&limiter, 5), TIME_NEVER);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_back_pressure_acts_without_a_limit),
        cmocka_unit_test(test_no_burst_at_first),
        cmocka_unit_test(test_an_interval_of_fractions),
        cmocka_unit_test(test_one_second_is_saved),
        cmocka_unit_test(test_twice_the_rate_after_a_pause),
        cmocka_unit_test(test_what_is_saved_is_part_of_a_second),
        cmocka_unit_test(test_saved_before_the_first_rate),
        cmocka_unit_test(test_a_record_keeps_its_place),
        cmocka_unit_test(test_new_rates),
        cmocka_unit_test(test_a_limit_that_is_not_positive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
