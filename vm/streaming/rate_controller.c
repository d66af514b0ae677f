/* vm/streaming/rate_controller.c -- back-pressure. */
// SPDX-License-Identifier: MIT
#include "vm/streaming/rate_controller.h"

#include <math.h>

#include "vm/base/mem.h"
#include "vm/streaming/metadata.h"
#include "vm/streaming/streaming.h"

bool rate_controller_add(Streaming *context, int input, Err *err)
{
    bool on;
    RateController made = {.input = input, .latest = -1};
    const Conf *conf = &context->sim->conf;
    if (!conf_get_bool(conf, "spark.streaming.backpressure.enabled", false, &on, err))
        return false;
    if (!on)
        return true;
    if (!rate_estimator_init(&made.estimator, conf, time_to_ms(context->graph.interval),
            err))
        return false;
    size_t more = (size_t)context->n_rates + 1;
    context->rates = mem_realloc(context->rates, more * sizeof *context->rates);
    context->rates[context->n_rates++] = made;
    return true;
}

int64_t rate_controller_latest(const Streaming *context, int input)
{
    for (int i = 0; i < context->n_rates; i++) {
        if (context->rates[i].input == input)
            return context->rates[i].latest;
    }
    return -1;
}

static Receiver *receiver_of(const Streaming *context, int input)
{
    for (int i = 0; i < context->n_receivers; i++) {
        if (receiver_input(context->receivers[i]) == input)
            return context->receivers[i];
    }
    return NULL;
}

/* Scala's toLong: what does not fit is the end of the range. */
static int64_t whole(double rate)
{
    return rate >= 0x1p63 ? INT64_MAX : (int64_t)rate;
}

static void publish(Streaming *context, const RateController *controller,
    const JobSet *set, int64_t records)
{
    const Sim *sim = context->sim;
    Receiver *receiver = receiver_of(context, controller->input);
    int64_t limit =
        receiver != NULL ? receiver_set_rate(receiver, controller->latest) : -1;
    TRACE(sim->options.trace, sim_now(sim), TRACE_RATE, trace_int(controller->input),
        trace_int(receiver != NULL ? receiver_id(receiver) : -1),
        trace_int(controller->latest), trace_int(limit), trace_int(set->batch),
        trace_int(records), trace_int(set->ended_at - set->started_at),
        trace_int(set->started_at - set->submitted_at));
}

/* Spark's clock counts milliseconds, so it sees each moment rounded down. */
static void learn(Streaming *context, RateController *controller, const JobSet *set,
    int64_t records)
{
    int64_t started_ms = time_to_ms(set->started_at);
    RateSample sample = {
        .time_ms = time_to_ms(set->ended_at),
        .elements = records,
        .processing_ms = time_to_ms(set->ended_at) - started_ms,
        .scheduling_ms = started_ms - time_to_ms(set->submitted_at),
    };
    double rate;
    if (!rate_estimator_compute(&controller->estimator, &sample, &rate))
        return;
    controller->latest = whole(rate);
    publish(context, controller, set, records);
}

void rate_controllers_learn(Streaming *context, const JobSet *set)
{
    for (int i = 0; i < context->n_rates; i++) {
        RateController *controller = &context->rates[i];
        for (int j = 0; j < set->n_inputs; j++) {
            if (set->inputs[j].input == controller->input)
                learn(context, controller, set, set->inputs[j].records);
        }
    }
}

void rate_controllers_copy(Streaming *context, const Streaming *from)
{
    context->rates =
        mem_zero_alloc((size_t)(from->n_rates + 1) * sizeof *context->rates);
    context->n_rates = from->n_rates;
    for (int i = 0; i < from->n_rates; i++) {
        context->rates[i] = from->rates[i];
        context->rates[i].latest = -1;
    }
}

void rate_controllers_describe(const Streaming *context, Metadata *metadata)
{
    metadata->rates =
        mem_zero_alloc((size_t)(context->n_rates + 1) * sizeof *metadata->rates);
    for (int i = 0; i < context->n_rates; i++) {
        const RateController *controller = &context->rates[i];
        const RateEstimator *estimator = &controller->estimator;
        if (estimator->has_base && isfinite(estimator->rate) &&
            isfinite(estimator->error)) /* JSON has no other numbers */
            metadata->rates[metadata->n_rates++] = (SavedRate){controller->input,
                estimator->time_ms, estimator->rate, estimator->error};
    }
}

void rate_controllers_restore(Streaming *context, const Metadata *metadata)
{
    for (int i = 0; i < metadata->n_rates; i++) {
        const SavedRate *saved = &metadata->rates[i];
        for (int j = 0; j < context->n_rates; j++) {
            RateEstimator *estimator = &context->rates[j].estimator;
            if (context->rates[j].input != saved->input)
                continue;
            estimator->has_base = true;
            estimator->time_ms = saved->time_ms;
            estimator->rate = saved->rate;
            estimator->error = saved->error;
        }
    }
}
