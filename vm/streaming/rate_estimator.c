/* vm/streaming/rate_estimator.c -- how many records a second a stream can take. */
// SPDX-License-Identifier: MIT
#include "vm/streaming/rate_estimator.h"

#include <math.h>
#include <string.h>

#include "vm/base/buffer.h"
#include "vm/store/text.h"

#define PREFIX "spark.streaming.backpressure."

static bool read_gains(const Conf *conf, RateGains *gains, Err *err)
{
    return conf_get_number(conf, PREFIX "pid.proportional", 1.0, &gains->proportional,
               err) &&
        conf_get_number(conf, PREFIX "pid.integral", 0.2, &gains->integral, err) &&
        conf_get_number(conf, PREFIX "pid.derived", 0.0, &gains->derived, err) &&
        conf_get_number(conf, PREFIX "pid.minRate", 100, &gains->least, err);
}

bool rate_estimator_init(RateEstimator *estimator, const Conf *conf,
    int64_t interval_ms, Err *err)
{
    const char *name = conf_get(conf, PREFIX "rateEstimator");
    RateGains gains;
    if (name != NULL && strcmp(name, "pid") != 0)
        return err_set(err, ERR_ARGUMENT, "Unknown rate estimator: %s", name);
    return read_gains(conf, &gains, err) &&
        rate_estimator_init_gains(estimator, &gains, interval_ms, err);
}

static bool refuse(Err *err, const char *name, double value)
{
    Buffer text = {0};
    text_append_double(&text, value);
    err_set(err, ERR_ARGUMENT,
        "requirement failed: %s term %s in PIDRateEstimator should be >= 0.", name,
        buffer_text(&text));
    buffer_free(&text);
    return false;
}

/* Conditions are written so that NaN fails. */
bool rate_estimator_init_gains(RateEstimator *estimator, const RateGains *gains,
    int64_t interval_ms, Err *err)
{
    if (interval_ms <= 0)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: Specified batch interval %lld in PIDRateEstimator is "
            "invalid.",
            (long long)interval_ms);
    if (!(gains->proportional >= 0))
        return refuse(err, "Proportional", gains->proportional);
    if (!(gains->integral >= 0))
        return refuse(err, "Integral", gains->integral);
    if (!(gains->derived >= 0))
        return refuse(err, "Derivative", gains->derived);
    if (!(gains->least > 0))
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: Minimum rate in PIDRateEstimator should be > 0");
    *estimator = (RateEstimator){
        .gains = *gains,
        .interval_ms = interval_ms,
        .time_ms = -1,
        .rate = -1,
        .error = -1,
    };
    return true;
}

bool rate_estimator_compute(RateEstimator *estimator, const RateSample *sample,
    double *rate)
{
    const RateGains *gains = &estimator->gains;
    if (sample->time_ms <= estimator->time_ms || sample->elements <= 0 ||
        sample->processing_ms <= 0)
        return false;

    double passed_s = (double)(sample->time_ms - estimator->time_ms) / 1000;
    double processed = (double)sample->elements / (double)sample->processing_ms * 1000;
    double error = estimator->rate - processed;
    double waiting =
        (double)sample->scheduling_ms * processed / (double)estimator->interval_ms;
    double change = (error - estimator->error) / passed_s;
    double wanted = estimator->rate - gains->proportional * error -
        gains->integral * waiting - gains->derived * change;

    bool is_first = !estimator->has_base;
    estimator->has_base = true;
    estimator->time_ms = sample->time_ms;
    estimator->rate = is_first ? processed : fmax(gains->least, wanted);
    estimator->error = is_first ? 0 : error;
    *rate = estimator->rate;
    return !is_first;
}
