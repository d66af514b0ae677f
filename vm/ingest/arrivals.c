// SPDX-License-Identifier: MIT
#include "vm/ingest/arrivals.h"

#include <math.h>
#include <string.h>

#include "vm/base/check.h"

/* Beyond this many microseconds a record never comes: it keeps sums within an int64. */
#define FAR_FUTURE 4e18

bool arrivals_find(const char *name, ArrivalProcess *process)
{
    static const char *const names[] = {
#define PROCESS(constant, text) [constant] = text,
        ARRIVAL_PROCESSES(PROCESS)
#undef PROCESS
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) == 0) {
            *process = (ArrivalProcess)i;
            return true;
        }
    }
    return false;
}

/* Less than a record a burst cannot be had: then bursts of one come more rarely. */
static void begin_burst(Arrivals *self)
{
    double rate = self->options.rate;
    double mean_gap_us = rate < 1 ? 1e6 / rate : 1e6;
    self->burst_us += random_exponential(&self->random, mean_gap_us);
    double size = rate * (0.5 + random_unit(&self->random));
    self->in_burst = size < 1 ? 1 : (int64_t)fmin(round(size), 1e15);
}

/* Records of a burst are 1 ms apart, or less if the rate is high: a burst of mean size
 * has to be over before the next one comes, or the rate is not reached.
 *
 * A burst that begins while the last one still runs continues it. */
static void next_in_bursts(Arrivals *self)
{
    double gap_us = fmin(1000, 1e5 / self->options.rate);
    double after_last_us = self->number == 0 ? 0 : self->offset_us + gap_us;
    bool begins = self->in_burst == 0;
    if (begins)
        begin_burst(self);
    self->in_burst--;
    self->offset_us = begins ? fmax(self->burst_us, after_last_us) : after_last_us;
}

/* From 0 at the beginning of a period to 1 in its middle and back, smoothly. */
static double day_light(const Arrivals *self)
{
    double period_us = (double)self->options.period;
    double phase = fmod(self->offset_us, period_us) / period_us;
    double up = phase < 0.5 ? 2 * phase : 2 - 2 * phase;
    return up * up * (3 - 2 * up);
}

/* Gaps at the highest rate; a moment counts as often as the rate at it is part of that
 * (thinning). */
static void next_of_day(Arrivals *self)
{
    const ArrivalOptions *options = &self->options;
    double rate;
    do {
        self->offset_us += random_exponential(&self->random, 1e6 / options->rate);
        rate = options->low + (options->rate - options->low) * day_light(self);
    } while (random_unit(&self->random) * options->rate >= rate);
}

/* Works out when record `number` comes; called once for each, in their order. */
static void plan(Arrivals *self)
{
    const ArrivalOptions *options = &self->options;
    switch (options->process) {
    case ARRIVALS_CONSTANT:
        self->offset_us = ((double)self->number + 0.5) * 1e6 / options->rate;
        break;
    case ARRIVALS_POISSON:
        self->offset_us += random_exponential(&self->random, 1e6 / options->rate);
        break;
    case ARRIVALS_BURST:
        next_in_bursts(self);
        break;
    case ARRIVALS_GAMMA:
        self->offset_us +=
            1e6 * random_gamma(&self->random, 1 / options->rate, options->deviation);
        break;
    case ARRIVALS_DAY:
        next_of_day(self);
        break;
    }
    self->due =
        self->offset_us >= FAR_FUTURE ? TIME_NEVER : (SimTime)llround(self->offset_us);
}

void arrivals_init(Arrivals *arrivals, const ArrivalOptions *options,
    const char *purpose)
{
    CHECK(options->rate > 0 && isfinite(options->rate));
    CHECK(options->low >= 0 && options->low <= options->rate);
    *arrivals = (Arrivals){.options = *options};
    if (options->deviation == 0)
        arrivals->options.deviation = 1 / options->rate;
    if (options->period == 0)
        arrivals->options.period = TIME_S(86400);
    random_init(&arrivals->random, options->seed, purpose);
    plan(arrivals);
}

void arrivals_advance(Arrivals *arrivals)
{
    arrivals->number++;
    plan(arrivals);
}
