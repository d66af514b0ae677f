/* One DStream: its times, its RDDs, its storage level. */
// SPDX-License-Identifier: MIT
#include "vm/graph/dstream.h"

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

const char *stream_class_name(const DStream *stream)
{
    return stream->class_name;
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
void stream_keep(DStream *stream, SimTime time, RddId rdd)
{
    stream->made = mem_grow(stream->made, &stream->made_capacity, stream->n_made + 1,
        sizeof *stream->made);
    int at = stream->n_made++;
    for (; at > 0 && stream->made[at - 1].time > time; at--)
        stream->made[at] = stream->made[at - 1];
    stream->made[at] = (StreamRdd){time, rdd};
}

bool stream_compute(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    *rdd = RDD_NONE;
    RddScope outer = graph->rdds->scope;
    graph->rdds->scope = (RddScope){stream->id, time, stream->cost};
    bool ok = stream->class->compute(graph, stream, time, rdd, failure);
    graph->rdds->scope = outer;
    return ok;
}

bool stream_rdd(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    const StreamRdd *made = find_made(stream, time);
    if (made != NULL) {
        *rdd = made->rdd;
        return true;
    }
    *rdd = RDD_NONE;
    if (graph->n_recovered > 0 && stream->id >= graph->n_recovered)
        return failure_set(failure, ERR_SPARK,
            "org.apache.spark.streaming.dstream.%s@%x has not been initialized",
            stream_class_name(stream), (unsigned)stream->id);
    if (!stream_is_time_valid(graph, stream, time))
        return true;
    if (!stream_compute(graph, stream, time, rdd, failure))
        return false;
    if (*rdd == RDD_NONE)
        return true;

    Rdd *fresh = rdds_get(graph->rdds, *rdd);
    if (stream->level != LEVEL_NONE)
        fresh->level = stream->level;
    if (stream->checkpoint != 0 && (time - graph->zero) % stream->checkpoint == 0 &&
        !fresh->checkpointed) {
        fresh->checkpoint_wanted = true;
        fresh->state.full_scan = true;
    }
    stream_keep(stream, time, *rdd);
    return true;
}

bool stream_parent_rdd(Graph *graph, const DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    return stream_rdd(graph, graph_stream(graph, stream->parents[0]), time, rdd,
        failure);
}

/* A window is never kept itself; what it is made from is. */
void stream_set_level(const Graph *graph, DStream *stream, StorageLevel level)
{
    while (stream->window != 0 && !stream->class->must_checkpoint)
        stream = graph_stream(graph, stream->parents[0]);
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

void graph_set_cost(const Graph *graph, StreamId id, SimTime cost)
{
    graph_stream(graph, id)->cost = cost;
}

bool graph_checkpoint(Graph *graph, StreamId id, SimTime interval, Err *err)
{
    if (graph->started || graph->stopped)
        return err_set(err, ERR_UNSUPPORTED,
            "Cannot change checkpoint interval of a DStream after streaming context has "
            "started");

    DStream *stream = graph_stream(graph, id);
    stream_set_level(graph, stream, LEVEL_MEMORY_ONLY_SER);
    stream->checkpoint = interval;
    return true;
}
