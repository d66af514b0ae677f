/* The graph as a whole: adding, remembering, forgetting. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

void graph_init(Graph *graph, SimTime interval)
{
    memset(graph, 0, sizeof *graph);
    graph->interval = interval;
}

static void stream_delete(DStream *stream)
{
    partitioner_release(stream->partitioner);
    mem_free(stream->parents);
    mem_free(stream->queue.items);
    mem_free(stream->made);
    mem_free(stream);
}

void graph_free(Graph *graph)
{
    for (int i = 0; i < graph->n_streams; i++)
        stream_delete(graph->streams[i]);
    mem_free(graph->streams);
    mem_free(graph->outputs);
    mem_free(graph->checkpoint_folder);
    memset(graph, 0, sizeof *graph);
}

DStream *graph_stream(const Graph *graph, StreamId id)
{
    CHECK(id >= 0 && id < graph->n_streams);
    return graph->streams[id];
}

bool graph_check_open(const Graph *graph, Err *err)
{
    if (!graph->started && !graph->stopped)
        return true;
    return err_set(err, ERR_STATE,
        "Adding new inputs, transformations, and output operations after %s a context "
        "is not supported",
        graph->stopped ? "stopping" : "starting");
}

static void set_parents(Graph *graph, DStream *stream, StreamList parents)
{
    stream->n_parents = parents.n;
    if (parents.n > 0) {
        stream->parents =
            mem_copy(parents.ids, (size_t)parents.n * sizeof *parents.ids);
        stream->slide = graph_stream(graph, parents.ids[0])->slide;
        stream->input = -1;
    } else {
        stream->slide = graph->interval;
        stream->input = graph->n_inputs++;
    }
}

DStream *graph_add(Graph *graph, const StreamClass *class, const CallSite *site,
    StreamList parents, Err *err)
{
    if (!graph_check_open(graph, err))
        return NULL;

    DStream *stream = mem_zero_alloc(sizeof *stream);
    stream->id = graph->n_streams;
    stream->class = class;
    stream->class_name = class->name;
    stream->site = *site;
    stream->level = LEVEL_NONE;
    stream->cost = COST_UNSET;
    stream->narrow = (NarrowWork){.func = FUNC_NONE, .inverse = FUNC_NONE};
    stream->func = FUNC_NONE;
    stream->state.func = FUNC_NONE;
    stream->initial = RDD_NONE;
    stream->receiver = -1;
    stream->direct = -1;
    stream->queue.default_rdd = RDD_NONE;
    stream->queue.source = FUNC_NONE;
    stream->files.number = -1;
    set_parents(graph, stream, parents);

    graph->streams = mem_grow(graph->streams, &graph->streams_capacity,
        graph->n_streams + 1, sizeof *graph->streams);
    graph->streams[graph->n_streams++] = stream;
    return stream;
}

bool graph_add_output(Graph *graph, const CallSite *site, StreamId stream, FuncId func,
    int *output, Err *err)
{
    if (!graph_check_open(graph, err))
        return false;

    graph->outputs = mem_grow(graph->outputs, &graph->outputs_capacity,
        graph->n_outputs + 1, sizeof *graph->outputs);
    graph->outputs[graph->n_outputs] =
        (Output){.site = *site, .stream = stream, .func = func};
    *output = graph->n_outputs++;
    return true;
}

bool graph_remember(Graph *graph, SimTime length, Err *err)
{
    if (graph->remember != 0)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: Remember duration already set as %lld ms. Cannot set it "
            "again.",
            (long long)time_to_ms(graph->remember));
    graph->remember = length;
    return true;
}

void graph_set_checkpoint_folder(Graph *graph, const char *folder)
{
    mem_free(graph->checkpoint_folder);
    graph->checkpoint_folder = folder != NULL ? mem_copy_string(folder) : NULL;
}

static void forget(Graph *graph, const DStream *stream, const StreamRdd *old)
{
    Rdd *rdd = rdds_find(graph->rdds, old->rdd);
    TRACE(graph->trace, graph->clock->now, TRACE_FORGOTTEN, trace_int(stream->id),
        trace_int(old->time), trace_int(old->rdd));
    if (rdd == NULL || graph->keeps_old)
        return;

    rdd_drop_kept(rdd, graph->blocks);
    rdd->level = LEVEL_NONE;
    rdd->blocks_removed = rdd->kind == RDD_BLOCKS && rdd->partitions > 0;
    for (int i = 0; rdd->kind == RDD_BLOCKS && i < rdd->partitions; i++) {
        if (rdd->log == NULL || !rdd->log->only[i])
            blocks_remove(graph->blocks, rdd->blocks[i]);
    }
}

static void clear_stream(Graph *graph, DStream *stream, SimTime time)
{
    int old = 0;
    while (old < stream->n_made && stream->made[old].time <= time - stream->remember)
        forget(graph, stream, &stream->made[old++]);
    if (old == 0)
        return;
    stream->n_made -= old;
    memmove(stream->made, stream->made + old,
        (size_t)stream->n_made * sizeof *stream->made);
}

void graph_clear(Graph *graph, SimTime time)
{
    for (int i = 0; i < graph->n_streams; i++) {
        if (graph->streams[i]->initialized)
            clear_stream(graph, graph->streams[i], time);
    }
}

static void mark(RddSet *rdds, RddId rdd)
{
    if (rdd != RDD_NONE)
        rdd_mark(rdds, rdd);
}

void graph_mark_rdds(const Graph *graph, RddSet *rdds)
{
    for (int i = 0; i < graph->n_streams; i++) {
        const DStream *stream = graph->streams[i];
        for (int j = 0; j < stream->n_made; j++)
            rdd_mark(rdds, stream->made[j].rdd);
        for (int j = stream->queue.head; j < stream->queue.count; j++)
            rdd_mark(rdds, stream->queue.items[j]);
        mark(rdds, stream->queue.default_rdd);
        mark(rdds, stream->initial);
    }
}

static void check_stream(const Graph *graph, const DStream *stream, SimTime cleared)
{
    for (int i = 0; i < stream->n_made; i++) {
        const StreamRdd *made = &stream->made[i];
        long long ms = (long long)time_to_ms(made->time);
        CHECK_SAYS(i == 0 || stream->made[i - 1].time < made->time,
            "stream %d remembers two RDDs of batch %lld ms, or not in order",
            stream->id, ms);
        CHECK_SAYS(rdds_find(graph->rdds, made->rdd) != NULL,
            "stream %d remembers RDD %d of batch %lld ms, which is gone", stream->id,
            made->rdd, ms);
        CHECK_SAYS(cleared < 0 || !stream->initialized ||
                made->time > cleared - stream->remember,
            "stream %d remembers batch %lld ms for longer than %lld ms", stream->id, ms,
            (long long)time_to_ms(stream->remember));
    }
}

void graph_check(const Graph *graph, SimTime cleared)
{
    for (int i = 0; i < graph->n_streams; i++)
        check_stream(graph, graph->streams[i], cleared);
}
