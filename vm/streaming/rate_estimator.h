/* vm/streaming/rate_estimator.h -- how many records a second a stream can take.
 * Spark: PIDRateEstimator, RateEstimator (semantics 8.2, 12).
 *
 * A controller with a proportional, an integral and a derivative part: it learns from
 * each batch how fast records were processed, and takes off what the batches that wait
 * will need. Pure computation; the unit of time is Spark's, the millisecond. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_RATE_ESTIMATOR_H
#define SLUICE_STREAMING_RATE_ESTIMATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/conf.h"

typedef struct RateGains {
    double proportional; /* weight of the last error */
    double integral;     /* weight of the records that wait */
    double derived;      /* weight of the error's change */
    double least;        /* lowest rate that is set, records a second */
} RateGains;

/* What is known of a batch when its last output is done. */
typedef struct RateSample {
    int64_t time_ms; /* when that was */
    int64_t elements;
    int64_t processing_ms;
    int64_t scheduling_ms;
} RateSample;

typedef struct RateEstimator {
    RateGains gains;
    int64_t interval_ms;
    bool has_base;   /* one batch was measured */
    int64_t time_ms; /* of the last sample that counted */
    double rate;
    double error;
} RateEstimator;

/* Reads spark.streaming.backpressure.rateEstimator and .pid.*. ERR_ARGUMENT for an
 * estimator that Spark does not have and for values it refuses, in its words. */
bool rate_estimator_init(RateEstimator *estimator, const Conf *conf,
    int64_t interval_ms, Err *err);

/* The same with gains that are given. */
bool rate_estimator_init_gains(RateEstimator *estimator, const RateGains *gains,
    int64_t interval_ms, Err *err);

/* Learns from a batch. False if there is no new rate: the sample is older than the last
 * one, has no records or took no time, or is the first. */
bool rate_estimator_compute(RateEstimator *estimator, const RateSample *sample,
    double *rate);

#endif
