/* Streams made from a stream, batch by batch.
 * Spark: MappedDStream, FlatMappedDStream, FilteredDStream, ShuffledDStream
 * (semantics 5.1, 5.3). */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/graph/streams.h"

static bool parent_rdd(Graph *graph, const DStream *stream, SimTime time, RddId *rdd,
    Err *err)
{
    return stream_rdd(graph, graph_stream(graph, stream->parent), time, rdd, err);
}

static bool compute_narrow(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Err *err)
{
    RddId parent;
    if (!parent_rdd(graph, stream, time, &parent, err))
        return false;
    if (parent == RDD_NONE)
        return true;

    Rdd *made = rdds_add_narrow(graph->rdds, parent, stream->narrow, stream->func);
    stream_own(stream, made, time);
    *rdd = made->id;
    return true;
}

static const StreamClass narrow_classes[NARROW_COUNT] = {
    [NARROW_MAP] = {"MappedDStream", compute_narrow, stream_remember_same},
    [NARROW_FLAT_MAP] = {"FlatMappedDStream", compute_narrow, stream_remember_same},
    [NARROW_FILTER] = {"FilteredDStream", compute_narrow, stream_remember_same},
};

bool graph_add_narrow(Graph *graph, const StreamSpec *spec, StreamId parent,
    NarrowOp narrow, FuncId func, StreamId *id, Err *err)
{
    DStream *stream = graph_add(graph, &narrow_classes[narrow], spec, parent, err);
    if (stream == NULL)
        return false;
    stream->narrow = narrow;
    stream->func = func;
    *id = stream->id;
    return true;
}

static bool compute_reduced(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Err *err)
{
    RddId parent;
    if (!parent_rdd(graph, stream, time, &parent, err))
        return false;
    if (parent == RDD_NONE)
        return true;

    Rdd *made = rdds_add_reduced(graph->rdds, stream->op, parent, stream->func,
        stream->partitions);
    stream_own(stream, made, time);
    *rdd = made->id;
    return true;
}

static const StreamClass shuffled_class = {
    .name = "ShuffledDStream",
    .compute = compute_reduced,
    .parent_remember = stream_remember_same,
};

bool graph_add_reduced(Graph *graph, const StreamSpec *spec, StreamId parent,
    FuncId func, int n, StreamId *id, Err *err)
{
    CHECK(n >= 1);
    DStream *stream = graph_add(graph, &shuffled_class, spec, parent, err);
    if (stream == NULL)
        return false;
    stream->func = func;
    stream->partitions = n;
    *id = stream->id;
    return true;
}
