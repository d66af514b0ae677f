/* Input streams: received blocks, queues of RDDs, and RDDs that the program makes.
 * Spark: ReceiverInputDStream (semantics 3.7), QueueInputDStream (9.3), InputDStream.
 */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

static bool compute_received(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    (void)failure;
    ReceivedBlocks blocks = {0};
    graph->lookup.blocks(graph->lookup.subject, stream->input, time, &blocks);
    *rdd = rdds_add_received(graph->rdds, &stream->site, &blocks)->id;
    return true;
}

static const StreamClass receiver_class = {
    .name = "ReceiverInputDStream",
    .compute = compute_received,
};

bool graph_add_receiver(Graph *graph, const CallSite *site, int receiver, StreamId *id,
    Err *err)
{
    DStream *stream = graph_add(graph, &receiver_class, site, (StreamList){0}, err);
    if (stream == NULL)
        return false;
    stream->receiver = receiver;
    *id = stream->id;
    return true;
}

static bool queue_is_empty(const RddQueue *queue)
{
    return queue->head == queue->count;
}

/* Has the program put what this batch takes from its list into the queue. */
static bool fill_queue(Graph *graph, DStream *stream, SimTime time, Failure *failure)
{
    const GraphDriver *driver = &graph->driver;
    RddId unused;
    return stream->queue.source == FUNC_NONE ||
        driver->make_rdd(driver->subject, stream->queue.source, NULL, 0, time, &unused,
            failure);
}

static RddId take_all(Graph *graph, DStream *stream)
{
    RddQueue *queue = &stream->queue;
    Rdd *all = rdds_add_plain_union(graph->rdds, &stream->site,
        queue->items + queue->head, queue->count - queue->head);
    queue->head = queue->count;
    return all->id;
}

static bool compute_queued(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    if (!fill_queue(graph, stream, time, failure))
        return false;

    RddQueue *queue = &stream->queue;
    if (!queue_is_empty(queue)) {
        *rdd = queue->one_at_a_time ? queue->items[queue->head++]
                                    : take_all(graph, stream);
    } else if (queue->default_rdd != RDD_NONE) {
        *rdd = queue->default_rdd;
    } else {
        Rdd *empty = rdds_add_blocks(graph->rdds, &stream->site, NULL, 0);
        *rdd = empty->id;
    }
    return true;
}

static const StreamClass queue_class = {
    .name = "QueueInputDStream",
    .compute = compute_queued,
};

bool graph_add_queue(Graph *graph, const CallSite *site, bool one_at_a_time,
    StreamId *id, Err *err)
{
    DStream *stream = graph_add(graph, &queue_class, site, (StreamList){0}, err);
    if (stream == NULL)
        return false;
    stream->queue.one_at_a_time = one_at_a_time;
    *id = stream->id;
    return true;
}

void graph_enqueue(Graph *graph, StreamId id, RddId rdd)
{
    DStream *stream = graph_stream(graph, id);
    CHECK(stream->class == &queue_class);
    RddQueue *queue = &stream->queue;
    queue->items = mem_grow(queue->items, &queue->capacity, queue->count + 1,
        sizeof *queue->items);
    queue->items[queue->count++] = rdd;
}

void graph_set_queue_source(Graph *graph, StreamId id, FuncId source)
{
    DStream *stream = graph_stream(graph, id);
    CHECK(stream->class == &queue_class);
    stream->queue.source = source;
}

void graph_set_default_rdd(Graph *graph, StreamId id, RddId rdd)
{
    DStream *stream = graph_stream(graph, id);
    CHECK(stream->class == &queue_class);
    stream->queue.default_rdd = rdd;
}

static bool compute_generated(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    const GraphDriver *driver = &graph->driver;
    bool ok =
        driver->make_rdd(driver->subject, stream->func, NULL, 0, time, rdd, failure);
    stream->is_dry = *rdd == RDD_NONE && stream->gave_some;
    stream->gave_some = stream->gave_some || *rdd != RDD_NONE;
    return ok;
}

static const StreamClass generator_class = {
    .name = "GeneratorStream",
    .compute = compute_generated,
};

bool graph_add_generator(Graph *graph, const CallSite *site, FuncId func, StreamId *id,
    Err *err)
{
    DStream *stream = graph_add(graph, &generator_class, site, (StreamList){0}, err);
    if (stream == NULL)
        return false;
    stream->func = func;
    *id = stream->id;
    return true;
}

static bool has_queued(const Graph *graph, const RddQueue *queue)
{
    const GraphDriver *driver = &graph->driver;
    return !queue_is_empty(queue) ||
        (queue->source != FUNC_NONE &&
            driver->has_queued(driver->subject, queue->source));
}

bool graph_is_dry(const Graph *graph)
{
    for (int i = 0; i < graph->n_streams; i++) {
        const DStream *stream = graph->streams[i];
        if (!stream->initialized)
            continue;
        if (stream->class == &queue_class && has_queued(graph, &stream->queue))
            return false;
        if (stream->class == &generator_class && !stream->is_dry)
            return false;
    }
    return true;
}
