/* vm/ingest/rate_limiter.h -- how many records a second a receiver may take.
 * Spark: RateLimiter, and Guava's smooth bursty limiter below it (semantics 3.4).
 *
 * A record asks for a place before it is stored. Places are one interval apart; those
 * that nobody used are saved, up to those of one second, and cost no wait. A record
 * that has its place keeps it, whatever rate is set meanwhile. As in Spark the limiter
 * begins to count when the first record asks or the first rate is set. Times are
 * rounded down to microseconds and everything else is a double, as in Guava, so that
 * the same records wait for the same time. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_RATE_LIMITER_H
#define SLUICE_INGEST_RATE_LIMITER_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/conf.h"
#include "vm/sim/time.h"

/* No limit: Spark's default of spark.streaming.receiver.maxRate. */
#define RATE_UNLIMITED INT64_MAX

/* What the settings say of every receiver. */
typedef struct RateLimits {
    int64_t initial; /* records a second, never more than max */
    int64_t max;
    bool act; /* there is a limit, or back-pressure may set one */
} RateLimits;

typedef struct RateLimiter {
    RateLimits limits;
    double rate;        /* records a second; 0: nobody asked yet */
    double interval_us; /* from one place to the next */
    double saved;       /* places that nobody used */
    double most_saved;
    SimTime next; /* the first place that is not given out */
} RateLimiter;

/* Reads spark.streaming.backpressure.enabled, .initialRate and
 * spark.streaming.receiver.maxRate. */
bool rate_limits_read(const Conf *conf, RateLimits *limits, Err *err);

void rate_limiter_init(RateLimiter *limiter, const RateLimits *limits);

/* When a record that comes now may be stored: now or later, or TIME_NEVER if the limit
 * is not positive. Spark throws IllegalArgumentException then, with RATE_REFUSAL. */
SimTime rate_limiter_reserve(RateLimiter *limiter, SimTime now);

/* Sets a rate, at most the greatest; one that is not positive changes nothing. */
void rate_limiter_set(RateLimiter *limiter, int64_t rate, SimTime now);

/* The rate that holds. */
int64_t rate_limiter_rate(const RateLimiter *limiter);

#define RATE_REFUSAL "rate must be positive"

#endif
