/* Streams made from one stream, batch by batch.
 * Spark: MappedDStream and its like, ShuffledDStream (semantics 5.1, 5.3). */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/graph/streams.h"

static bool compute_narrow(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    RddId parent;
    if (!stream_parent_rdd(graph, stream, time, &parent, failure))
        return false;
    if (parent != RDD_NONE)
        *rdd = rdds_add_narrow(graph->rdds, &stream->site, parent, &stream->narrow)->id;
    return true;
}

static const StreamClass narrow_class = {"MappedDStream", compute_narrow, NULL, 0, 0};

static const char *narrow_class_name(NarrowOp op)
{
    switch (op) {
    case NARROW_FLAT_MAP:
        return "FlatMappedDStream";
    case NARROW_FILTER:
        return "FilteredDStream";
    case NARROW_MAP_VALUES:
        return "MapValuedDStream";
    case NARROW_FLAT_MAP_VALUES:
        return "FlatMapValuedDStream";
    case NARROW_MAP_PARTITIONS:
        return "MapPartitionedDStream";
    case NARROW_GLOM:
        return "GlommedDStream";
    case NARROW_STATE_MAPPED:
        return "MapWithStateDStreamImpl";
    default:
        return "MappedDStream";
    }
}

bool graph_add_narrow(Graph *graph, const CallSite *site, StreamId parent,
    const NarrowWork *work, StreamId *id, Err *err)
{
    DStream *stream =
        graph_add(graph, &narrow_class, site, (StreamList){&parent, 1}, err);
    if (stream == NULL)
        return false;
    stream->class_name = narrow_class_name(work->op);
    stream->narrow = *work;
    *id = stream->id;
    return true;
}

static bool compute_combined(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    RddId parent;
    if (!stream_parent_rdd(graph, stream, time, &parent, failure))
        return false;
    if (parent != RDD_NONE)
        *rdd = rdds_add_combined(graph->rdds, &stream->site, parent,
            &stream->aggregator, stream->partitioner)
                   ->id;
    return true;
}

static const StreamClass shuffled_class = {"ShuffledDStream", compute_combined, NULL, 0,
    0};

bool graph_add_combined(Graph *graph, const CallSite *site, StreamId parent,
    const Aggregator *aggregator, Partitioner *partitioner, StreamId *id, Err *err)
{
    DStream *stream =
        graph_add(graph, &shuffled_class, site, (StreamList){&parent, 1}, err);
    if (stream == NULL)
        return false;
    stream->aggregator = *aggregator;
    stream->partitioner = partitioner_share(partitioner);
    *id = stream->id;
    return true;
}
