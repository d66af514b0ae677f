// SPDX-License-Identifier: MIT
#include "vm/streaming/allocation.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/mem.h"
#include "vm/sched/executors.h"
#include "vm/sched/master.h"
#include "vm/store/text.h"
#include "vm/streaming/side.h"
#include "vm/streaming/streaming.h"

#define DYNAMIC "spark.streaming.dynamicAllocation."

static bool check_positive(const char *key, const char *what, double value,
    const char *text, Err *err)
{
    return value > 0 ||
        err_set(err, ERR_ARGUMENT,
            "'%s' in " DYNAMIC "%s is invalid. The %s of streaming dynamic allocation "
            "must be positive.",
            text, key, what);
}

static bool read_ratio(const Conf *conf, const char *key, const char *what,
    double *value, Err *err)
{
    Buffer name = {0};
    buffer_printf(&name, DYNAMIC "%s", key);
    bool ok = conf_get_number(conf, buffer_text(&name), *value, value, err);
    Buffer text = {0};
    text_append_double(&text, *value);
    ok = ok && check_positive(key, what, *value, buffer_text(&text), err);
    buffer_free(&text);
    buffer_free(&name);
    return ok;
}

static bool read_number(const Conf *conf, const char *key, const char *what, int *value,
    Err *err)
{
    Buffer name = {0};
    buffer_printf(&name, DYNAMIC "%s", key);
    int64_t number;
    bool ok = conf_get_int(conf, buffer_text(&name), *value, &number, err);
    Buffer text = {0};
    if (ok)
        buffer_printf(&text, "%" PRId64, number);
    ok = ok && check_positive(key, what, (double)number, buffer_text(&text), err);
    if (ok)
        *value = number > INT32_MAX ? INT32_MAX : (int)number;
    buffer_free(&text);
    buffer_free(&name);
    return ok;
}

static bool read_times(ExecutorAllocation *allocation, const Conf *conf, Err *err)
{
    /* Spark counts it in whole seconds. */
    SimTime interval;
    if (!conf_get_time_us(conf, DYNAMIC "scalingInterval", TIME_S(60), TIME_S(1),
            &interval, err) ||
        !conf_get_time_us(conf, "sluice.cluster.start", TIME_S(5), TIME_MS(1),
            &allocation->start_time, err))
        return false;
    allocation->interval = interval / TIME_S(1) * TIME_S(1);
    char text[32];
    snprintf(text, sizeof text, "%" PRId64, interval / TIME_S(1));
    if (!check_positive("scalingInterval", "scaling interval",
            (double)allocation->interval, text, err))
        return false;
    if (allocation->start_time < 0)
        return err_set(err, ERR_ARGUMENT, "sluice.cluster.start must not be negative");
    return true;
}

static bool read_bounds(ExecutorAllocation *allocation, const Conf *conf,
    int n_receivers, Err *err)
{
    allocation->least = n_receivers > 1 ? n_receivers : 1;
    allocation->most = INT32_MAX;
    if (!read_number(conf, "minExecutors", "min executor number", &allocation->least,
            err) ||
        !read_number(conf, "maxExecutors", "max executor number", &allocation->most,
            err))
        return false;
    bool both = conf_get(conf, DYNAMIC "minExecutors") != NULL &&
        conf_get(conf, DYNAMIC "maxExecutors") != NULL;
    if (both && allocation->most < allocation->least)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: Config " DYNAMIC
            "maxExecutors must be more than config " DYNAMIC "minExecutors");
    return true;
}

static bool read_ratios(ExecutorAllocation *allocation, const Conf *conf, Err *err)
{
    allocation->up = 0.9;
    allocation->down = 0.3;
    if (!read_ratio(conf, "scalingUpRatio", "scaling up ratio", &allocation->up, err) ||
        !read_ratio(conf, "scalingDownRatio", "scaling down ratio", &allocation->down,
            err))
        return false;
    if (allocation->up <= allocation->down)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: Config " DYNAMIC
            "scalingUpRatio must be more than config " DYNAMIC "scalingDownRatio");
    return true;
}

bool allocation_read(ExecutorAllocation *allocation, const Conf *conf, bool local,
    int n_receivers, Err *err)
{
    bool core;
    *allocation = (ExecutorAllocation){0};
    if (!conf_get_bool(conf, DYNAMIC "enabled", false, &allocation->on, err) ||
        !conf_get_bool(conf, "spark.dynamicAllocation.enabled", false, &core, err))
        return false;
    allocation->on = allocation->on && !local;
    if (!allocation->on)
        return true;
    if (core)
        return err_set(err, ERR_ARGUMENT,
            "Dynamic Allocation cannot be enabled for both streaming and core at the "
            "same time. Please disable core Dynamic Allocation by setting "
            "spark.dynamicAllocation.enabled to false to use Dynamic Allocation in "
            "streaming.");
    return read_times(allocation, conf, err) && read_ratios(allocation, conf, err) &&
        read_bounds(allocation, conf, n_receivers, err);
}

int allocation_target(const ExecutorAllocation *allocation, int executors, int more)
{
    int64_t target = (int64_t)executors + more;
    if (target > allocation->most)
        target = allocation->most;
    return target < allocation->least ? allocation->least : (int)target;
}

static int count_living(const Cluster *cluster)
{
    int count = 0;
    for (int i = 0; i < cluster->n_executors; i++)
        count += cluster->executors[i].alive;
    return count;
}

static void join(void *subject, int64_t argument)
{
    (void)argument;
    Streaming *context = subject;
    ExecutorAllocation *allocation = &context->allocation;
    allocation->n_joining--;
    memmove(allocation->joining, allocation->joining + 1,
        (size_t)allocation->n_joining * sizeof *allocation->joining);
    sim_add_executor(context->sim);
}

static void ask_for_one(Streaming *context)
{
    ExecutorAllocation *allocation = &context->allocation;
    const Sim *sim = context->sim;
    allocation->joining = mem_grow(allocation->joining, &allocation->joining_capacity,
        allocation->n_joining + 1, sizeof *allocation->joining);
    allocation->joining[allocation->n_joining++] = queue_push(sim->options.queue,
        sim_now(sim) + allocation->start_time, RANK_ARRIVAL, join, context, 0);
}

/* Executors that were asked for and have not joined count for the target. */
static void request(Streaming *context, int more)
{
    const ExecutorAllocation *allocation = &context->allocation;
    const Cluster *cluster = &context->sim->cluster;
    int living = count_living(cluster);
    int target = allocation_target(allocation, living, more);
    while (living + allocation->n_joining < target &&
        cluster->n_executors + allocation->n_joining < MASTER_MOST_EXECUTORS)
        ask_for_one(context);
}

static bool has_receiver(const Sim *sim, int executor)
{
    const ReceiverCores *cores = &side_of(sim)->receivers;
    for (int i = 0; i < cores->count; i++) {
        const ReceiverCore *item = cores->items[i];
        if (item->holds && item->core.executor == executor)
            return true;
    }
    return false;
}

static bool may_be_killed(const Sim *sim, int executor)
{
    return sim->cluster.executors[executor].alive && !has_receiver(sim, executor);
}

/* The executor number `at` of those that may be killed. */
static int find_removable(const Sim *sim, int at)
{
    for (int i = 0;; i++) {
        if (may_be_killed(sim, i) && at-- == 0)
            return i;
    }
}

static void kill_one(Streaming *context)
{
    Sim *sim = context->sim;
    const Cluster *cluster = &sim->cluster;
    int removable = 0;
    for (int i = 0; i < cluster->n_executors; i++)
        removable += may_be_killed(sim, i);
    if (count_living(cluster) <= context->allocation.least || removable == 0)
        return;
    double drawn = random_unit(&context->allocation.random);
    int executor = find_removable(sim, (int)(drawn * removable));
    if (cluster->executors[executor].n_free == cluster->cores)
        sim_lose_executor(sim, executor, "Executor killed by driver.");
}

static void decide(void *subject, SimTime tick)
{
    (void)tick;
    Streaming *context = subject;
    ExecutorAllocation *allocation = &context->allocation;
    if (allocation->count == 0)
        return;
    double mean = (double)allocation->sum / (double)allocation->count;
    double ratio = mean / (double)context->graph.interval;
    allocation->sum = 0;
    allocation->count = 0;
    if (ratio >= allocation->up)
        request(context, ratio < 1 ? 1 : (int)fmin(floor(ratio + 0.5), INT32_MAX));
    else if (ratio <= allocation->down)
        kill_one(context);
}

void allocation_start(Streaming *context)
{
    ExecutorAllocation *allocation = &context->allocation;
    if (!allocation->on)
        return;
    Sim *sim = context->sim;
    const char *seed = conf_get(&sim->conf, "sluice.seed");
    random_init(&allocation->random, seed != NULL ? strtoull(seed, NULL, 10) : 0,
        "dynamic allocation");
    allocation->timer = (Timer){.queue = sim->options.queue,
        .period = allocation->interval,
        .rank = RANK_TICK,
        .fn = decide,
        .subject = context};
    timer_start(&allocation->timer,
        time_next_multiple(sim_now(sim), allocation->interval));
}

void allocation_stop(Streaming *context)
{
    ExecutorAllocation *allocation = &context->allocation;
    timer_stop(&allocation->timer);
    for (int i = 0; i < allocation->n_joining; i++)
        queue_cancel(context->sim->options.queue, allocation->joining[i]);
    allocation->n_joining = 0;
}

void allocation_free(ExecutorAllocation *allocation)
{
    mem_free(allocation->joining);
}

void allocation_note_batch(Streaming *context, SimTime took)
{
    context->allocation.sum += took;
    context->allocation.count++;
}
