// SPDX-License-Identifier: MIT
#include "vm/streaming/generator.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/streaming/batches.h"
#include "vm/streaming/direct_streams.h"
#include "vm/streaming/file_streams.h"

/* A context whose sources never end, and for which no limit was given, runs so long. */
static const SimTime DEFAULT_LIMIT = TIME_S(60);

static void trace_batch(const Streaming *context, SimTime batch, int64_t records,
    const BlockInfo *blocks, int count)
{
    Sim *sim = context->sim;
    Trace *trace = sim->options.trace;
    if (!trace_is_on(trace))
        return;
    Buffer *ids = trace_take_json(trace);
    buffer_append_byte(ids, '[');
    for (int i = 0; i < count; i++) {
        buffer_append_string(ids, i > 0 ? ",\"" : "\"");
        block_id_append(ids, blocks[i].id);
        buffer_append_byte(ids, '"');
    }
    buffer_append_byte(ids, ']');
    int64_t number = (batch - context->graph.zero) / context->graph.interval;
    TRACE(trace, sim_now(sim), TRACE_BATCH, trace_int(batch), trace_int(number),
        trace_int(records), trace_json(ids));
    for (int i = 0; i < context->n_receivers; i++)
        receiver_trace_waiting(context->receivers[i], batch);
}

static void allocate(Streaming *context, SimTime batch)
{
    const BlockInfo *blocks = NULL;
    received_allocate(context, batch);
    int count = tracker_blocks(context->tracker, batch, -1, &blocks);
    int64_t records = 0;
    for (int i = 0; i < count; i++) {
        records += blocks[i].records;
        if (!blocks[i].is_recovered) /* it was received in another run */
            context->in_batches += blocks[i].records;
    }

    if (count > 0)
        context->last_data = batch;
    trace_batch(context, batch, records, blocks, count);
    world_note(context->sim->options.world, WORLD_BATCH_FORMED, batch);
}

static int64_t count_received(const Streaming *context, const DStream *stream,
    SimTime batch)
{
    const BlockInfo *blocks;
    int count = tracker_blocks(context->tracker, batch, stream->input, &blocks);
    int64_t records = 0;
    for (int i = 0; i < count; i++)
        records += blocks[i].records;
    return records;
}

/* An input stream counts the records of a batch when its RDD is made (3.6). */
static void count_inputs(Streaming *context, JobSet *set)
{
    for (int i = 0; i < context->graph.n_streams; i++) {
        const DStream *stream = context->graph.streams[i];
        bool made =
            stream->n_made > 0 && stream->made[stream->n_made - 1].time == set->batch;
        int64_t records = -1;
        if (made && stream->receiver >= 0)
            records = count_received(context, stream, set->batch);
        else if (made && stream->direct >= 0)
            records = direct_streams_records(context, stream, set->batch);
        if (records < 0)
            continue;
        Err err;
        bool fresh = input_infos_report(&context->inputs_told, set->batch,
            (InputInfo){stream->input, records}, &err);
        CHECK(fresh);
    }
    int n;
    const InputInfo *inputs = input_infos_get(&context->inputs_told, set->batch, &n);
    batches_set_inputs(set, inputs, n);
}

/* Asks the stream of each output for its RDD. In Spark that is a thread of its own. */
static bool ask_streams(Streaming *context, JobSet *set, Failure *failure)
{
    Graph *graph = &context->graph;
    Sim *sim = context->sim;
    Conf *local = sim->local;
    sim->local = &context->generating_properties;
    bool ok = true;
    for (int i = 0; i < graph->n_outputs && ok; i++) {
        RddId rdd;
        DStream *stream = graph_stream(graph, graph->outputs[i].stream);
        ok = stream_rdd(graph, stream, set->batch, &rdd, failure);
        if (ok && rdd != RDD_NONE)
            batches_add_output(set, i, rdd);
    }
    sim->local = local;
    return ok;
}

/* Forms the jobs of a batch. A function of transform may run jobs, and thereby the
 * whole simulation, while the batch is generated. Spark does not count the records of a
 * batch that it forms again. */
static bool generate_jobs(Streaming *context, SimTime batch, bool is_again,
    Failure *failure)
{
    JobSet *set = batches_new_set(batch);
    if (!ask_streams(context, set, failure)) {
        if (!failure_is_set(failure))
            context->over = true; /* the run ended while it waited */
        batches_delete_set(set);
        return false;
    }
    /* A time without jobs is no batch to anybody else (semantics 4.3.2), and a function
     * of transform may have stopped the context. */
    if (set->count == 0 || context->state != CONTEXT_ACTIVE) {
        batches_delete_set(set);
        return true;
    }
    if (!is_again)
        count_inputs(context, set);
    batches_submit(context, set);
    return true;
}

static bool sources_are_dry(const Streaming *context)
{
    const World *world = context->sim->options.world;
    if (world != NULL && world_next_time(world) != TIME_NEVER)
        return false;
    for (int i = 0; i < context->n_receivers; i++) {
        const Receiver *receiver = context->receivers[i];
        if (!receiver_is_dry(receiver) || receiver_buffered(receiver, NULL) > 0)
            return false;
    }
    return tracker_waiting_records(context->tracker) == 0 &&
        tracker_under_way(context->tracker, NULL) == 0 &&
        graph_is_dry(&context->graph) && file_streams_are_dry(context) &&
        direct_streams_are_dry(context);
}

/* The first tick by which every output has run on the last data. */
static SimTime last_useful_tick(const Streaming *context)
{
    const Graph *graph = &context->graph;
    SimTime data = context->last_data > graph->zero ? context->last_data
                                                    : graph->zero + graph->interval;
    SimTime last = data;
    for (int i = 0; i < graph->n_outputs; i++) {
        SimTime slide = graph_stream(graph, graph->outputs[i].stream)->slide;
        SimTime behind = (data - graph->zero) % slide;
        SimTime tick = behind == 0 ? data : data + slide - behind;
        if (tick > last)
            last = tick;
    }
    return last;
}

static void check_limits(Streaming *context, SimTime batch)
{
    const RunLimits *limits = &context->sim->options.limits;
    if (limits->batches > 0 && context->n_ticks >= limits->batches)
        streaming_end(context, END_BATCHES);
    else if (limits->batches == 0 && limits->until == TIME_NEVER && !limits->endless &&
        sources_are_dry(context) && batch >= last_useful_tick(context))
        streaming_end(context, END_DRY);
}

static void form_batch(Streaming *context, SimTime batch)
{
    bool had_input = !graph_is_dry(&context->graph);
    Failure failure = {.rdd = RDD_NONE};
    allocate(context, batch);
    if (!generate_jobs(context, batch, false, &failure) && failure_is_set(&failure))
        batches_fail_generation(context, batch, &failure);
    failure_free(&failure);
    if (had_input)
        context->last_data = batch;
    recovery_write(context, batch, false);
}

bool generator_run_again(Streaming *context, const SimTime *times, int n,
    Failure *failure)
{
    bool ok = true;
    context->generating = true;
    for (int i = 0; i < n && ok && !context->over; i++) {
        allocate(context, times[i]);
        context->last_tick = times[i];
        ok = generate_jobs(context, times[i], true, failure) || context->over;
    }
    context->generating = false;
    return ok;
}

/* One batch is generated after the other: a tick that comes while one is being
 * generated has to wait, as events wait for the thread of Spark's JobGenerator. */
static void form_waiting(Streaming *context)
{
    if (context->generating)
        return;
    context->generating = true;
    while (context->next_batch <= context->last_tick && !context->over &&
        context->state == CONTEXT_ACTIVE) {
        SimTime batch = context->next_batch;
        context->next_batch += context->graph.interval;
        form_batch(context, batch);
    }
    context->generating = false;
}

static void tick(void *subject, SimTime batch)
{
    Streaming *context = subject;
    context->last_tick = batch;
    context->n_ticks++;
    form_waiting(context);
    check_limits(context, batch);
}

static void reach_horizon(void *subject, int64_t reason)
{
    streaming_end(subject, (EndReason)reason);
}

void generator_start(Streaming *context, SimTime first)
{
    Queue *queue = context->sim->options.queue;
    const RunLimits *limits = &context->sim->options.limits;
    context->last_tick = first - context->graph.interval;
    context->next_batch = first;
    context->timer = (Timer){.queue = queue,
        .period = context->graph.interval,
        .rank = RANK_TICK,
        .fn = tick,
        .subject = context};
    timer_start(&context->timer, first);

    if (limits->endless)
        return;
    SimTime now = sim_now(context->sim);
    bool given = limits->until != TIME_NEVER;
    SimTime end = given ? limits->until : now + DEFAULT_LIMIT;
    /* A second context can be started when the time is up already. */
    if (given || limits->batches == 0)
        context->horizon = queue_push(queue, end > now ? end : now, RANK_LAST,
            reach_horizon, context, given ? END_UNTIL : END_LIMIT);
}

void generator_stop(Streaming *context)
{
    timer_stop(&context->timer);
    queue_cancel(context->sim->options.queue, context->horizon);
    context->horizon = 0;
}
