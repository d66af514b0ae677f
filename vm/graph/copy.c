/* A graph like another one: what a recovered context runs.
 * Spark: the graph as a checkpoint holds it (semantics 7.4). */
// SPDX-License-Identifier: MIT
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

/* RDDs of the program's own belong to the application that was: a queue of them stays
 * behind, and so does a state to begin with. */
static DStream *copy_stream(const DStream *stream)
{
    DStream *copy = mem_copy(stream, sizeof *stream);
    if (stream->n_parents > 0)
        copy->parents = mem_copy(stream->parents,
            (size_t)stream->n_parents * sizeof *stream->parents);
    partitioner_share(copy->partitioner);
    copy->queue = (RddQueue){.one_at_a_time = stream->queue.one_at_a_time,
        .default_rdd = RDD_NONE,
        .source = FUNC_NONE};
    copy->initialized = false;
    copy->gave_some = false;
    copy->is_dry = false;
    copy->made = NULL;
    copy->n_made = 0;
    copy->made_capacity = 0;
    return copy;
}

void graph_copy(const Graph *graph, Graph *copy)
{
    copy->interval = graph->interval;
    copy->remember = graph->remember;
    copy->n_inputs = graph->n_inputs;
    copy->n_streams = graph->n_streams;
    copy->streams_capacity = graph->n_streams;
    copy->streams = mem_alloc((size_t)(graph->n_streams + 1) * sizeof *copy->streams);
    for (int i = 0; i < graph->n_streams; i++)
        copy->streams[i] = copy_stream(graph->streams[i]);
    copy->n_outputs = graph->n_outputs;
    copy->outputs_capacity = graph->n_outputs;
    copy->outputs = mem_alloc((size_t)(graph->n_outputs + 1) * sizeof *copy->outputs);
    for (int i = 0; i < graph->n_outputs; i++)
        copy->outputs[i] = graph->outputs[i];
}

void graph_set_recovered(Graph *graph)
{
    graph->n_recovered = graph->n_streams;
    for (int i = 0; i < graph->n_streams; i++) {
        DStream *stream = graph->streams[i];
        stream->initial_lost = stream->initial != RDD_NONE;
        stream->initial = RDD_NONE;
    }
}

void graph_restore(Graph *graph, StreamId id, SimTime time, RddId rdd)
{
    stream_keep(graph_stream(graph, id), time, rdd);
}
