/* Streams that read ranges of messages, without a receiver.
 * Spark: DirectKafkaInputDStream (semantics 9.5). */
// SPDX-License-Identifier: MIT
#include "vm/graph/streams.h"

static bool compute_ranges(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    const RangeLookup *lookup = &graph->ranges;
    RangeData data = {0};
    if (!lookup->ranges(lookup->subject, stream->direct, time, &data, failure))
        return false;
    *rdd = rdds_add_messages(graph->rdds, &stream->site, &data)->id;
    return true;
}

static const StreamClass direct_class = {
    .name = "DirectKafkaInputDStream",
    .compute = compute_ranges,
};

bool graph_add_direct(Graph *graph, const CallSite *site, int direct, StreamId *id,
    Err *err)
{
    DStream *stream = graph_add(graph, &direct_class, site, (StreamList){0}, err);
    if (stream == NULL)
        return false;
    stream->direct = direct;
    *id = stream->id;
    return true;
}
