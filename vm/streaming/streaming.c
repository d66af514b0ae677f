// SPDX-License-Identifier: MIT
#include "vm/streaming/streaming.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"
#include "vm/sched/registration.h"
#include "vm/streaming/batches.h"
#include "vm/streaming/describe.h"
#include "vm/streaming/direct_streams.h"
#include "vm/streaming/file_streams.h"
#include "vm/streaming/generator.h"
#include "vm/streaming/outputs.h"
#include "vm/streaming/receivers.h"
#include "vm/streaming/side.h"

const char *context_state_name(ContextState state)
{
    static const char *const names[] = {"INITIALIZED", "ACTIVE", "STOPPED"};
    return names[state];
}

static bool read_settings(Streaming *context, SimTime interval, Err *err)
{
    const Conf *conf = &context->sim->conf;
    if (!conf_get_time_us(conf, "spark.streaming.blockInterval", TIME_MS(200),
            TIME_MS(1), &context->block_interval, err) ||
        !conf_get_time_us(conf, "spark.streaming.receiverRestartDelay", TIME_MS(2000),
            TIME_MS(1), &context->restart_delay, err) ||
        !conf_get_time_us(conf, "spark.streaming.gracefulStopTimeout", 10 * interval,
            TIME_MS(1), &context->stop_patience, err) ||
        !conf_get_int(conf, "spark.streaming.concurrentJobs", 1,
            &context->concurrent_outputs, err) ||
        !rate_limits_read(conf, &context->limits, err))
        return false;
    /* Blocks are named by milliseconds. */
    if (context->block_interval < TIME_MS(1) ||
        context->block_interval % TIME_MS(1) != 0)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: 'spark.streaming.blockInterval' should be a positive "
            "value (whole milliseconds)");
    if (context->restart_delay < 0)
        return err_set(err, ERR_ARGUMENT,
            "spark.streaming.receiverRestartDelay must not be negative");
    if (context->stop_patience < 0)
        return err_set(err, ERR_ARGUMENT,
            "spark.streaming.gracefulStopTimeout must not be negative");
    /* That of a pool of threads, in Spark. */
    if (context->concurrent_outputs < 1)
        return err_set(err, ERR_ARGUMENT,
            "spark.streaming.concurrentJobs must be at least 1, got %lld",
            (long long)context->concurrent_outputs);
    return true;
}

bool streaming_new(Sim *sim, SimTime interval, Streaming **context, Err *err)
{
    Streaming *made = mem_zero_alloc(sizeof *made);
    made->sim = sim;
    bool unpersist;
    if (!read_settings(made, interval, err) ||
        !conf_get_bool(&sim->conf, "spark.streaming.unpersist", true, &unpersist,
            err)) {
        mem_free(made);
        return false;
    }
    graph_init(&made->graph, interval);
    made->graph.rdds = &sim->rdds;
    made->graph.blocks = sim->blocks;
    made->graph.keeps_old = !unpersist;
    made->graph.clock = sim->options.clock;
    made->graph.trace = sim->options.trace;
    made->graph.lookup = (BlockLookup){made, received_lookup};
    made->graph.files = file_streams_lookup(made);
    made->graph.ranges = direct_streams_lookup(made);
    const TaskRunner *runner = &sim->options.runner;
    made->graph.driver =
        (GraphDriver){runner->subject, runner->make_rdd, runner->has_queued};
    made->tracker = tracker_new();
    made->error.rdd = RDD_NONE;
    made->cleared = -1;

    side_add(side_of(sim), made);
    *context = made;
    return true;
}

void streaming_delete(Streaming *context)
{
    outputs_abandon(context);
    while (context->sets != NULL) {
        JobSet *set = context->sets;
        context->sets = set->following;
        batches_delete_set(set);
    }
    receivers_free(context);
    mem_free(context->rates);
    allocation_free(&context->allocation);
    file_streams_free(context);
    direct_streams_free(context);
    tracker_delete(context->tracker);
    input_infos_free(&context->inputs_told);
    graph_free(&context->graph);
    failure_free(&context->error);
    conf_free(&context->properties);
    conf_free(&context->generating_properties);
    recovery_free(&context->recovery);
    received_free(&context->received);
    mem_free(context);
}

bool streaming_add_receiver(Streaming *context, const CallSite *site,
    const ReceiverInput *input, StreamId *stream, Err *err)
{
    if (!rate_controller_add(context, context->graph.n_inputs, err))
        return false;
    if (!graph_add_receiver(&context->graph, site, context->n_inputs, stream, err))
        return false;

    context->inputs = mem_grow(context->inputs, &context->inputs_capacity,
        context->n_inputs + 1, sizeof *context->inputs);
    ReceiverInput *added = &context->inputs[context->n_inputs++];
    *added = *input;
    added->host = input->host != NULL ? mem_copy_string(input->host) : NULL;
    added->preferred =
        input->preferred != NULL ? mem_copy_string(input->preferred) : NULL;
    added->stream = *stream;
    graph_stream(&context->graph, *stream)->class_name =
        input->script == FUNC_NONE ? "SocketInputDStream" : "PluggableInputDStream";
    return true;
}

static bool check_start(const Streaming *context, Err *err)
{
    if (context->state == CONTEXT_STOPPED)
        return err_set(err, ERR_STATE, "StreamingContext has already been stopped");
    const Streaming *active = sim_active_context(context->sim);
    if (active == NULL)
        return true;
    return err_set(err, ERR_STATE,
        "Only one StreamingContext may be started in this JVM. Currently running "
        "StreamingContext was started at %s:%d",
        active->started_at.file != NULL ? active->started_at.file : "?",
        active->started_at.line);
}

static bool fail_start(Streaming *context)
{
    context->state = CONTEXT_STOPPED;
    context->graph.stopped = true;
    return false;
}

/* The next multiple of the interval strictly after now, seen from the zero time. */
static SimTime first_batch(const Streaming *context)
{
    SimTime now = sim_now(context->sim);
    SimTime interval = context->graph.interval;
    if (!context->recovery.on)
        return time_next_multiple(now, interval);
    SimTime zero = context->recovery.zero;
    return now < zero ? zero + interval : now - (now - zero) % interval + interval;
}

static SimTime zero_time(const Streaming *context)
{
    return context->recovery.on ? context->recovery.zero
                                : first_batch(context) - context->graph.interval;
}

/* The batches that a recovery owes; if one cannot be formed, nothing starts. */
static bool run_again(Streaming *context, SimTime first, Err *err)
{
    enum { MOST_BATCHES = 1000000 };
    SimTime missed = (first - context->recovery.time) / context->graph.interval;
    if (missed > MOST_BATCHES) {
        streaming_stop(context, false);
        return err_set(err, ERR_STATE,
            "%lld batches would have to be made up for: the checkpoint is too old",
            (long long)missed);
    }
    SimTime *times;
    Failure failure = {.rdd = RDD_NONE};
    int n = recovery_times(context, first, &times);
    bool ok = generator_run_again(context, times, n, &failure);
    mem_free(times);
    if (ok)
        return true;
    streaming_stop(context, false);
    failure_to_err(&failure, err);
    failure_free(&failure);
    return false;
}

bool streaming_describe(Streaming *context, StreamId *fault, Err *err)
{
    *fault = STREAM_NONE;
    bool ok = check_start(context, err) &&
        graph_start(&context->graph, zero_time(context), fault, err);
    if (ok)
        describe_run(context);
    fail_start(context);
    return ok;
}

bool streaming_start(Streaming *context, Place place, StreamId *fault, Err *err)
{
    *fault = STREAM_NONE;
    if (context->state == CONTEXT_ACTIVE)
        return true;
    if (!check_start(context, err))
        return false;

    if (!graph_start(&context->graph, zero_time(context), fault, err) ||
        !file_streams_check(context, fault, err) ||
        !direct_streams_start(context, fault, err))
        return fail_start(context);
    if (context->sim->stopped) {
        err_set(err, ERR_STATE, "LiveListenerBus is stopped.");
        return fail_start(context);
    }
    if (!allocation_read(&context->allocation, &context->sim->conf,
            context->sim->cluster.local, context->n_inputs, err))
        return fail_start(context);
    Source **sources = receivers_open(context, fault, err);
    if (sources == NULL)
        return fail_start(context);
    if (!received_open(context, err)) {
        receivers_close(context, sources);
        return fail_start(context);
    }
    if (context->n_inputs > 0 && !context->sim->cluster.local) {
        if (!registration_run(context->sim, place, err)) {
            receivers_close(context, sources);
            return fail_start(context);
        }
        context->graph.zero = zero_time(context); /* time has passed */
    }

    SimTime first = first_batch(context);
    context->state = CONTEXT_ACTIVE;
    context->ran = true;
    context->started_at = place;
    conf_copy(&context->properties, context->sim->local);
    conf_copy(&context->generating_properties, context->sim->local);
    describe_run(context);
    listener_started(context);
    receivers_start(context, sources);
    allocation_start(context);
    if (context->recovery.on && !run_again(context, first, err))
        return false;
    generator_start(context, first);
    listener_deliver(context->sim);
    return true;
}

void streaming_end(Streaming *context, EndReason reason)
{
    if (context->ended == END_NONE)
        context->ended = reason;
    generator_stop(context);
    allocation_stop(context);
    for (int i = 0; i < context->n_receivers; i++)
        receiver_stop(context->receivers[i]);
}

static void reach_deadline(void *subject, int64_t argument)
{
    (void)argument;
    *(bool *)subject = true;
}

/* Nothing new starts and nothing is pending but records from outside, which nobody
 * takes any more and which may come for ever: no wait, however long, sees more. */
static bool is_over(const Streaming *context)
{
    if (context->ended == END_NONE)
        return false;
    const Queue *queue = context->sim->options.queue;
    const World *world = context->sim->options.world;
    int pending = queue_count(queue);
    return pending == 0 || (pending == 1 && world != NULL && world_only_sends(world));
}

/* Whether time may go on for one who waits for the context. */
static bool is_waited_for(const Streaming *context, SimTime deadline)
{
    return context->state == CONTEXT_ACTIVE ||
        (!context->ran && deadline != TIME_NEVER);
}

/* The run has ended: what waits, waits for ever. */
static void cut_off(Streaming *context)
{
    context->over = context->over || context->running != NULL;
    outputs_abandon(context);
}

bool streaming_await(Streaming *context, SimTime deadline, Failure *failure)
{
    Sim *sim = context->sim;
    bool over = deadline != TIME_NEVER && is_over(context);
    bool reached = over;
    EventId alarm = 0;
    if (deadline != TIME_NEVER && !over)
        alarm = queue_push(sim->options.queue, deadline, RANK_LAST, reach_deadline,
            &reached, 0);

    while (!reached && is_waited_for(context, deadline) && !is_over(context) &&
        sim_step(sim))
        continue;
    queue_cancel(sim->options.queue, alarm);
    if (!reached && is_waited_for(context, deadline))
        cut_off(context);

    if (context->has_error)
        failure_copy(failure, &context->error);
    return over || (context->state == CONTEXT_STOPPED && context->ran);
}

/* As in Spark, outputs may run for 2 s more. One that calls stop itself waits for the
 * others only. */
static void finish_outputs(Streaming *context)
{
    Sim *sim = context->sim;
    bool reached = false;
    EventId alarm = queue_push(sim->options.queue, sim_now(sim) + TIME_S(2), RANK_LAST,
        reach_deadline, &reached, 0);
    while (!reached && batches_can_go_on(context) && sim_step(sim))
        continue;
    queue_cancel(sim->options.queue, alarm);
    outputs_abandon(context);
}

void streaming_stop(Streaming *context, bool stop_sim)
{
    if (context->state == CONTEXT_ACTIVE) {
        streaming_end(context, END_STOP);
        receiver_cores_release_all(context->sim);
        finish_outputs(context);
        batches_drop_waiting(context);
        direct_streams_stop(context);
        listener_deliver(context->sim);
        context->listened = false;
    }
    received_close(context);
    context->state = CONTEXT_STOPPED;
    context->graph.stopped = true;
    if (stop_sim)
        context->sim->stopped = true;
}

/* Until every block is in a batch, or patience ends. */
static void await_allocation(Streaming *context)
{
    Sim *sim = context->sim;
    bool reached = false;
    EventId alarm = queue_push(sim->options.queue,
        sim_now(sim) + context->stop_patience, RANK_LAST, reach_deadline, &reached, 0);
    while (!reached && streaming_has_unbatched(context) && sim_step(sim))
        continue;
    queue_cancel(sim->options.queue, alarm);
}

static bool receiver_stops(const Streaming *context)
{
    for (int i = 0; i < context->n_receivers; i++) {
        if (receiver_is_stopping(context->receivers[i]))
            return true;
    }
    return false;
}

/* In Spark there is no end to the wait for what receivers do when they stop. */
static void finish_receivers(Streaming *context)
{
    static const SimTime PATIENCE = TIME_S(86400);
    Sim *sim = context->sim;
    for (int i = 0; i < context->n_receivers; i++)
        receiver_begin_stop(context->receivers[i]);
    bool reached = false;
    EventId alarm = queue_push(sim->options.queue, sim_now(sim) + PATIENCE, RANK_LAST,
        reach_deadline, &reached, 0);
    while (!reached && receiver_stops(context) && sim_step(sim))
        continue;
    queue_cancel(sim->options.queue, alarm);
    for (int i = 0; i < context->n_receivers; i++)
        receiver_finish(context->receivers[i]);
    receiver_cores_release_all(sim);
}

/* The tail of each buffer is cut at the next block interval and one more batch or two
 * pick it up; then nothing is left behind (2.4). */
void streaming_stop_gracefully(Streaming *context, bool stop_sim)
{
    Sim *sim = context->sim;
    if (context->state == CONTEXT_ACTIVE) {
        finish_receivers(context);
        allocation_stop(context);
        await_allocation(context);
        timer_finish(&context->timer);
        while (timer_is_running(&context->timer) && sim_step(sim))
            continue;
        generator_stop(context);
        while (context->sets != NULL && sim_step(sim))
            continue;
    }
    streaming_stop(context, stop_sim);
}

bool streaming_has_unbatched(const Streaming *context)
{
    for (int i = 0; i < context->n_receivers; i++) {
        if (receiver_buffered(context->receivers[i], NULL) > 0)
            return true;
    }
    return tracker_waiting_records(context->tracker) > 0;
}

int64_t streaming_received(const Streaming *context)
{
    int64_t received = 0;
    for (int i = 0; i < context->n_receivers; i++)
        received += receiver_received(context->receivers[i]);
    return received;
}

void streaming_close_trace(const Streaming *context)
{
    const Sim *sim = context->sim;
    EndReason reason = context->ended;
    if (sim_is_interrupted(sim) && reason != END_KILLED)
        reason = END_INTERRUPTED;
    TRACE(sim->options.trace, sim_now(sim), TRACE_STOPPED,
        trace_text(end_reason_name(reason)), trace_int(streaming_received(context)),
        trace_int(context->in_batches));
}
