/* One DStream: its times, its RDDs, its storage level. */
// SPDX-License-Identifier: MIT
#include "vm/graph/dstream.h"

#include "vm/base/check.h"
#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

SimTime stream_remember_same(const DStream *stream)
{
    return stream->remember;
}

bool stream_is_time_valid(const Graph *graph, const DStream *stream, SimTime time)
{
    return graph->started && time > graph->zero &&
        (time - graph->zero) % stream->slide == 0;
}

static const StreamRdd *find_made(const DStream *stream, SimTime time)
{
    for (int i = stream->n_made - 1; i >= 0; i--) {
        if (stream->made[i].time == time)
            return &stream->made[i];
    }
    return NULL;
}

/* Times mostly come in ascending order; a late pull may fill in an older one. */
static void keep_made(DStream *stream, SimTime time, RddId rdd)
{
    stream->made = mem_grow(stream->made, &stream->made_capacity, stream->n_made + 1,
        sizeof *stream->made);
    int at = stream->n_made++;
    for (; at > 0 && stream->made[at - 1].time > time; at--)
        stream->made[at] = stream->made[at - 1];
    stream->made[at] = (StreamRdd){time, rdd};
}

static void append_block_list(Buffer *out, const BlockId *blocks, int count)
{
    buffer_append_byte(out, '[');
    for (int i = 0; i < count; i++) {
        buffer_append_string(out, i > 0 ? ",\"" : "\"");
        block_id_append(out, blocks[i]);
        buffer_append_byte(out, '"');
    }
    buffer_append_byte(out, ']');
}

static void trace_rdd(const Graph *graph, const Rdd *rdd)
{
    if (!trace_is_on(graph->trace))
        return;

    Buffer parents = {0};
    Buffer blocks = {0};
    json_append_int_list(&parents, rdd->parents, rdd->n_parents);
    if (rdd->kind == RDD_BLOCKS)
        append_block_list(&blocks, rdd->blocks, rdd->partitions);
    else
        buffer_append_string(&blocks, "null");
    TRACE(graph->trace, graph->clock->now, TRACE_RDD, trace_int(rdd->id),
        trace_text(rdd->op), trace_int(rdd->stream), trace_int(rdd->batch),
        trace_int(rdd->partitions), trace_json(&parents),
        trace_bool(rdd->kind == RDD_SHUFFLED), trace_json(&blocks));
    buffer_free(&parents);
    buffer_free(&blocks);
}

bool stream_rdd(Graph *graph, DStream *stream, SimTime time, RddId *rdd, Err *err)
{
    const StreamRdd *made = find_made(stream, time);
    if (made != NULL) {
        *rdd = made->rdd;
        return true;
    }
    *rdd = RDD_NONE;
    if (!stream_is_time_valid(graph, stream, time))
        return true;
    if (!stream->class->compute(graph, stream, time, rdd, err))
        return false;
    if (*rdd == RDD_NONE)
        return true;

    Rdd *fresh = rdds_find(graph->rdds, *rdd);
    CHECK(fresh != NULL);
    if (stream->level != LEVEL_NONE)
        fresh->level = stream->level;
    keep_made(stream, time, *rdd);
    if (fresh->stream == stream->id)
        trace_rdd(graph, fresh);
    return true;
}

/* A window is never kept itself; what it is made from is. */
void stream_set_level(const Graph *graph, DStream *stream, StorageLevel level)
{
    while (stream->window != 0)
        stream = graph_stream(graph, stream->parent);
    stream->level = level;
}

bool graph_persist(Graph *graph, StreamId id, StorageLevel level, Err *err)
{
    if (graph->started || graph->stopped)
        return err_set(err, ERR_UNSUPPORTED,
            "Cannot change storage level of a DStream after streaming context has "
            "started");

    stream_set_level(graph, graph_stream(graph, id), level);
    return true;
}
