/* vm/ingest/rate_limiter.c -- how many records a second a receiver may take. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/rate_limiter.h"

#include <math.h>

bool rate_limits_read(const Conf *conf, RateLimits *limits, Err *err)
{
    bool pressed;
    if (!conf_get_bool(conf, "spark.streaming.backpressure.enabled", false, &pressed,
            err) ||
        !conf_get_int(conf, "spark.streaming.receiver.maxRate", RATE_UNLIMITED,
            &limits->max, err) ||
        !conf_get_int(conf, "spark.streaming.backpressure.initialRate", limits->max,
            &limits->initial, err))
        return false;
    if (limits->initial > limits->max)
        limits->initial = limits->max;
    limits->act = pressed || limits->initial < RATE_UNLIMITED;
    return true;
}

void rate_limiter_init(RateLimiter *limiter, const RateLimits *limits)
{
    *limiter = (RateLimiter){.limits = *limits};
}

/* Time that passed while nobody waited becomes places, and the next one is now. */
static void save_places(RateLimiter *limiter, SimTime now)
{
    if (now <= limiter->next)
        return;
    double unused = (double)(now - limiter->next) / limiter->interval_us;
    limiter->saved = fmin(limiter->most_saved, limiter->saved + unused);
    limiter->next = now;
}

/* What is saved stays the same part of a second. */
static void change_rate(RateLimiter *limiter, double rate)
{
    if (limiter->most_saved > 0)
        limiter->saved = limiter->saved * rate / limiter->most_saved;
    limiter->rate = rate;
    limiter->interval_us = 1e6 / rate;
    limiter->most_saved = rate; /* of one second */
}

/* False if the limit is not positive. */
static bool begin(RateLimiter *limiter, SimTime now)
{
    if (limiter->rate > 0)
        return true;
    if (limiter->limits.initial <= 0)
        return false;
    change_rate(limiter, (double)limiter->limits.initial);
    limiter->next = now;
    return true;
}

SimTime rate_limiter_reserve(RateLimiter *limiter, SimTime now)
{
    if (!begin(limiter, now))
        return TIME_NEVER;
    save_places(limiter, now);
    SimTime place = limiter->next;
    double from_saved = fmin(1, limiter->saved);
    limiter->saved -= from_saved;
    limiter->next += (SimTime)((1 - from_saved) * limiter->interval_us);
    return place;
}

void rate_limiter_set(RateLimiter *limiter, int64_t rate, SimTime now)
{
    if (rate <= 0 || !begin(limiter, now))
        return;
    save_places(limiter, now);
    int64_t max = limiter->limits.max;
    change_rate(limiter, (double)(rate < max ? rate : max));
}

int64_t rate_limiter_rate(const RateLimiter *limiter)
{
    if (limiter->rate == 0)
        return limiter->limits.initial;
    return limiter->rate >= 0x1p63 ? RATE_UNLIMITED : (int64_t)limiter->rate;
}
