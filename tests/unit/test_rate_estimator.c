/* tests/unit/test_rate_estimator.c -- rates from finished batches. The texts are Spark
 * 3.5.6's; more computed rates are in tests/vectors/. */
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "vm/streaming/rate_estimator.h"

static void set(Conf *conf, const char *name, const char *value)
{
    char key[100];
    snprintf(key, sizeof key, "spark.streaming.backpressure.%s", name);
    conf_set(conf, key, value);
}

static void check_refused(const char *name, const char *value, const char *message)
{
    Conf conf = {0};
    RateEstimator estimator;
    Err err;
    set(&conf, name, value);
    assert_false(rate_estimator_init(&estimator, &conf, 1000, &err));
    assert_int_equal(err.code, ERR_ARGUMENT);
    assert_string_equal(err.message, message);
    conf_free(&conf);
}

static void test_settings_that_are_refused(void **state)
{
    (void)state;
    check_refused("rateEstimator", "PID", "Unknown rate estimator: PID");
    check_refused("pid.proportional", "-1",
        "requirement failed: Proportional term -1.0 in PIDRateEstimator should be >= "
        "0.");
    check_refused("pid.integral", "-0.25",
        "requirement failed: Integral term -0.25 in PIDRateEstimator should be >= 0.");
    check_refused("pid.derived", "-1e10",
        "requirement failed: Derivative term -1.0E10 in PIDRateEstimator should be >= "
        "0.");
    check_refused("pid.minRate", "0",
        "requirement failed: Minimum rate in PIDRateEstimator should be > 0");
    check_refused("pid.minRate", "abc",
        "spark.streaming.backpressure.pid.minRate should be double, but was abc");
    check_refused("pid.minRate", " 0x10 ",
        "spark.streaming.backpressure.pid.minRate should be double, but was  0x10 ");
    check_refused("pid.minRate", "",
        "spark.streaming.backpressure.pid.minRate should be double, but was ");
}

static void test_a_batch_interval_of_nothing(void **state)
{
    (void)state;
    Conf conf = {0};
    RateEstimator estimator;
    Err err;
    assert_false(rate_estimator_init(&estimator, &conf, 0, &err));
    assert_string_equal(err.message,
        "requirement failed: Specified batch interval 0 in PIDRateEstimator is "
        "invalid.");
}

static void test_settings(void **state)
{
    (void)state;
    Conf conf = {0};
    RateEstimator estimator;
    assert_true(rate_estimator_init(&estimator, &conf, 1000, NULL));
    assert_true(estimator.gains.proportional == 1.0);
    assert_true(estimator.gains.integral == 0.2);
    assert_true(estimator.gains.derived == 0.0);
    assert_true(estimator.gains.least == 100);
    set(&conf, "rateEstimator", "pid");
    set(&conf, "pid.proportional", "0.5");
    set(&conf, "pid.minRate", " 1e3d ");
    assert_true(rate_estimator_init(&estimator, &conf, 1000, NULL));
    assert_true(estimator.gains.proportional == 0.5);
    assert_true(estimator.gains.least == 1000);
    conf_free(&conf);
}

static double compute(RateEstimator *estimator, int64_t time_ms, int64_t elements,
    int64_t processing_ms, int64_t scheduling_ms)
{
    RateSample sample = {time_ms, elements, processing_ms, scheduling_ms};
    double rate;
    return rate_estimator_compute(estimator, &sample, &rate) ? rate : -1;
}

static RateEstimator with_defaults(void)
{
    RateEstimator estimator;
    Conf conf = {0};
    assert_true(rate_estimator_init(&estimator, &conf, 1000, NULL));
    return estimator;
}

/* Example A of Spark's formula with its defaults. */
static void test_the_defaults(void **state)
{
    (void)state;
    RateEstimator estimator = with_defaults();
    assert_true(compute(&estimator, 1800, 5000, 800, 0) == -1);
    assert_true(compute(&estimator, 3250, 5000, 1250, 0) == 4000);
    assert_true(compute(&estimator, 4750, 4000, 1000, 500) == 3600);
    assert_true(compute(&estimator, 11750, 4000, 1000, 6000) == 100);
    assert_true(compute(&estimator, 12800, 100, 40, 0) == 2500);
}

static void test_what_does_not_count(void **state)
{
    (void)state;
    RateEstimator estimator = with_defaults();
    assert_true(compute(&estimator, 1400, 2000, 400, 0) == -1);
    assert_true(compute(&estimator, 2400, 0, 15, 0) == -1);
    assert_true(compute(&estimator, 3400, 50, 0, 0) == -1);
    assert_true(compute(&estimator, 1400, 50, 10, 0) == -1);
    assert_true(compute(&estimator, 3300, 900, 300, 0) == 3000);
    assert_true(compute(&estimator, 3300, 900, 300, 0) == -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings_that_are_refused),
        cmocka_unit_test(test_a_batch_interval_of_nothing),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_the_defaults),
        cmocka_unit_test(test_what_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
