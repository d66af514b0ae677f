/* State that goes from batch to batch.
 * Spark: StateDStream (semantics 5.5), InternalMapWithStateDStream (5.6). */
// SPDX-License-Identifier: MIT
#include "vm/graph/streams.h"

bool stream_check_initial(const DStream *stream, Failure *failure)
{
    return !stream->initial_lost ||
        failure_set(failure, ERR_SPARK,
            "This RDD lacks a SparkContext. It could happen in the following cases:\n"
            "the state that %s began with was an RDD, and a checkpoint holds no RDD of "
            "the program",
            stream->site.op);
}

/* updateStateByKey. */

static RddId update(Graph *graph, const DStream *stream, RddId parent)
{
    return rdds_add_narrow(graph->rdds, &stream->site, parent, &stream->narrow)->id;
}

/* The values of a batch beside the state before it. */
static RddId update_both(Graph *graph, const DStream *stream, RddId batch, RddId state)
{
    const RddId both[] = {batch, state};
    RddId together =
        rdds_add_cogrouped(graph->rdds, &stream->site, both, 2, stream->partitioner)
            ->id;
    RddId values = rdds_add_plain_narrow(graph->rdds, &stream->site, together,
        NARROW_SAME, FUNC_NONE)
                       ->id;
    return update(graph, stream, values);
}

/* The first batch, if no state was given. */
static RddId update_first(Graph *graph, const DStream *stream, RddId batch)
{
    Aggregator group = {.kind = AGGREGATE_GROUP,
        .create = FUNC_NONE,
        .merge = FUNC_NONE,
        .join = FUNC_NONE,
        .list = RECORD_COMPACT_BUFFER};
    RddId grouped = rdds_add_combined(graph->rdds, &stream->site, batch, &group,
        stream->partitioner)
                        ->id;
    return update(graph, stream, grouped);
}

static bool compute_update(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    RddId before;
    RddId batch;
    if (!stream_rdd(graph, stream, time - stream->slide, &before, failure) ||
        !stream_parent_rdd(graph, stream, time, &batch, failure))
        return false;

    if (before == RDD_NONE && !stream_check_initial(stream, failure))
        return false;
    if (before == RDD_NONE && batch == RDD_NONE)
        return true; /* the initial state waits for the first batch with an RDD */
    if (before == RDD_NONE)
        before = stream->initial;
    if (batch != RDD_NONE)
        *rdd = before != RDD_NONE ? update_both(graph, stream, batch, before)
                                  : update_first(graph, stream, batch);
    else
        *rdd = update(graph, stream, before);
    return true;
}

static const StreamClass state_class = {
    .name = "StateDStream",
    .compute = compute_update,
    .must_checkpoint = true,
};

bool graph_add_update(Graph *graph, const CallSite *site, StreamId parent,
    const UpdateState *work, StreamId *id, Err *err)
{
    DStream *stream =
        graph_add(graph, &state_class, site, (StreamList){&parent, 1}, err);
    if (stream == NULL)
        return false;
    stream->narrow = (NarrowWork){.op = work->op,
        .func = work->func,
        .inverse = FUNC_NONE,
        .keeps = work->remembers};
    stream->partitioner = partitioner_share(work->partitioner);
    stream->initial = work->initial;
    stream->level = LEVEL_MEMORY_ONLY_SER;
    *id = stream->id;
    return true;
}

/* mapWithState. */

static RddId no_pairs(Graph *graph, const DStream *stream)
{
    return rdds_add_empty(graph->rdds, &stream->site)->id;
}

static RddId partition(Graph *graph, const DStream *stream, RddId pairs)
{
    return rdds_add_partitioned(graph->rdds, &stream->site, pairs, stream->partitioner)
        ->id;
}

/* A state made of the initial pairs, or of none. Spark makes it in the same steps as
 * that of a batch. */
static RddId initial_state(Graph *graph, const DStream *stream, SimTime time)
{
    RddId pairs = stream->initial;
    if (pairs == RDD_NONE)
        pairs = no_pairs(graph, stream);
    RddId state = rdds_add_initial_state(graph->rdds, &stream->site,
        partition(graph, stream, pairs), time)
                      ->id;
    RddId data = partition(graph, stream, no_pairs(graph, stream));
    StateWork nothing = {.func = FUNC_NONE, .time = time, .threshold = TIME_NEVER};
    return rdds_add_state(graph->rdds, &stream->site, state, data, &nothing)->id;
}

static bool compute_map_state(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    RddId before;
    RddId batch;
    if (!stream_rdd(graph, stream, time - stream->slide, &before, failure))
        return false;
    if (before == RDD_NONE && !stream_check_initial(stream, failure))
        return false;
    if (before == RDD_NONE)
        before = initial_state(graph, stream, time);
    if (!stream_parent_rdd(graph, stream, time, &batch, failure))
        return false;
    if (batch == RDD_NONE)
        batch = no_pairs(graph, stream);

    StateWork work = stream->state;
    work.time = time;
    work.threshold = stream->timeout != 0 ? time - stream->timeout : TIME_NEVER;
    RddId data = partition(graph, stream, batch);
    *rdd = rdds_add_state(graph->rdds, &stream->site, before, data, &work)->id;
    return true;
}

static const StreamClass map_state_class = {
    .name = "InternalMapWithStateDStream",
    .compute = compute_map_state,
    .must_checkpoint = true,
    .checkpoint_slides = 10,
};

bool graph_add_map_state(Graph *graph, const CallSite *site, StreamId parent,
    const MapState *work, StreamId *id, Err *err)
{
    DStream *stream =
        graph_add(graph, &map_state_class, site, (StreamList){&parent, 1}, err);
    if (stream == NULL)
        return false;
    stream->state = (StateWork){.func = work->func,
        .timed = work->timed,
        .times_out = work->timeout != 0};
    stream->timeout = work->timeout;
    stream->partitioner = partitioner_share(work->partitioner);
    stream->initial = work->initial;
    stream->level = LEVEL_MEMORY_ONLY;
    *id = stream->id;
    return true;
}
