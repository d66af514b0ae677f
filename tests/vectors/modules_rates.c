/* tests/vectors/modules_rates.c -- cases of back-pressure:
 * vm/streaming/rate_estimator.h and vm/ingest/rate_limiter.h. */
// SPDX-License-Identifier: MIT
#include <math.h>
#include <stdlib.h>

#include "tests/vectors/modules.h"
#include "vm/ingest/rate_limiter.h"
#include "vm/streaming/rate_estimator.h"

static double number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static int64_t whole_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* Published rates are the estimates without their fractions. */
static void expect_rate(size_t call, bool got, double rate, const json_t *want)
{
    if (got != json_is_number(want))
        differs("call %zu: %s", call + 1, got ? "a rate" : "no rate");
    else if (got && fabs(rate - json_number_value(want)) > 1e-9 * rate)
        differs("call %zu: got %.17g, want %.17g", call + 1, rate,
            json_number_value(want));
}

static void follow(RateEstimator *estimator, const json_t *test, size_t call)
{
    const json_t *given = json_array_get(json_object_get(test, "calls"), call);
    const json_t *published = json_object_get(test, "published_rate");
    RateSample sample = {
        .time_ms = whole_of(given, "time_ms"),
        .elements = whole_of(given, "elements"),
        .processing_ms = whole_of(given, "processing_delay_ms"),
        .scheduling_ms = whole_of(given, "scheduling_delay_ms"),
    };
    double rate = 0;
    bool got = rate_estimator_compute(estimator, &sample, &rate);
    expect_rate(call, got, rate,
        json_array_get(json_object_get(test, "expected"), call));
    if (published != NULL)
        expect_rate(call, got, floor(rate), json_array_get(published, call));
}

void check_pid(const json_t *test)
{
    RateGains gains = {
        .proportional = number_of(test, "proportional"),
        .integral = number_of(test, "integral"),
        .derived = number_of(test, "derivative"),
        .least = number_of(test, "min_rate"),
    };
    RateEstimator estimator;
    Err err;
    if (!rate_estimator_init_gains(&estimator, &gains,
            whole_of(test, "batch_interval_ms"), &err)) {
        differs("refused: %s", err.message);
        return;
    }
    size_t n = json_array_size(json_object_get(test, "calls"));
    for (size_t i = 0; i < n; i++)
        follow(&estimator, test, i);
}

void check_pid_errors(const json_t *test)
{
    const json_t *cases = json_object_get(test, "illegal");
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const json_t *given = json_array_get(cases, i);
        RateGains gains = {
            .proportional = json_number_value(json_array_get(given, 1)),
            .integral = json_number_value(json_array_get(given, 2)),
            .derived = json_number_value(json_array_get(given, 3)),
            .least = json_number_value(json_array_get(given, 4)),
        };
        RateEstimator estimator;
        Err err;
        if (rate_estimator_init_gains(&estimator, &gains,
                json_integer_value(json_array_get(given, 0)), &err))
            differs("case %zu is taken", i + 1);
        else if (err.code != ERR_ARGUMENT)
            differs("case %zu: %s", i + 1, err_class(err.code));
    }
}

static void set_all(Conf *conf, const json_t *settings)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)settings, key, value)
    {
        char *text = json_dumps(value, JSON_ENCODE_ANY);
        conf_set(conf, key, text);
        free(text);
    }
}

void check_rate_limiter(const json_t *test)
{
    Conf conf = {0};
    RateLimits limits;
    Err err;
    set_all(&conf, json_object_get(test, "conf"));
    if (!rate_limits_read(&conf, &limits, &err)) {
        differs("refused: %s", err.message);
        conf_free(&conf);
        return;
    }
    RateLimiter limiter;
    rate_limiter_init(&limiter, &limits);
    const json_t *updates = json_object_get(test, "updates");
    for (size_t i = 0; i < json_array_size(updates); i++)
        rate_limiter_set(&limiter, json_integer_value(json_array_get(updates, i)), 0);
    expect_number("limit", rate_limiter_rate(&limiter),
        whole_of(test, "expected_limit"));
    conf_free(&conf);
}
