/* The start of a graph: what every stream has to remember and to checkpoint, and
 * whether that can work.
 * Spark: DStreamGraph.start, DStream.initialize, remember, validateAtStart. */
// SPDX-License-Identifier: MIT
#include "vm/graph/streams.h"

static void reach(Graph *graph, StreamId id)
{
    DStream *stream = graph_stream(graph, id);
    if (stream->initialized)
        return;
    stream->initialized = true;
    for (int i = 0; i < stream->n_parents; i++)
        reach(graph, stream->parents[i]);
}

/* A stream that must checkpoint does so every 10 s, in whole slides, or so many slides
 * as its class says (semantics 7.2). */
static SimTime default_checkpoint(const DStream *stream)
{
    SimTime slides = stream->class->checkpoint_slides;
    if (slides == 0)
        slides = (TIME_S(10) + stream->slide - 1) / stream->slide;
    return slides * stream->slide;
}

static void settle(DStream *stream)
{
    if (stream->class->must_checkpoint && stream->checkpoint == 0)
        stream->checkpoint = default_checkpoint(stream);
    SimTime least = stream->slide;
    if (stream->checkpoint >= least)
        least = 2 * stream->checkpoint;
    if (stream->remember < least)
        stream->remember = least;
}

static void raise_remember(DStream *stream, SimTime length)
{
    if (length > stream->remember)
        stream->remember = length;
}

/* Children have higher ids than their parents: going down, each stream knows what it
 * has to remember before it asks its parents. */
static void settle_remember(Graph *graph)
{
    for (int i = 0; i < graph->n_outputs; i++)
        raise_remember(graph_stream(graph, graph->outputs[i].stream), graph->remember);
    for (StreamId id = graph->n_streams - 1; id >= 0; id--) {
        const DStream *stream = graph->streams[id];
        if (!stream->initialized)
            continue;
        SimTime wanted = stream->class->parent_remember != NULL
            ? stream->class->parent_remember(stream)
            : stream->remember;
        for (int i = 0; i < stream->n_parents; i++)
            raise_remember(graph_stream(graph, stream->parents[i]), wanted);
    }
}

static long long ms(SimTime time)
{
    return (long long)time_to_ms(time);
}

static bool check_interval(const DStream *stream, Err *err)
{
    const char *class = stream_class_name(stream);
    if (stream->checkpoint < stream->slide)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: The checkpoint interval for %s has been set to %lld ms "
            "which is lower than its slide time (%lld ms). Please set it to at least "
            "%lld ms.",
            class, ms(stream->checkpoint), ms(stream->slide), ms(stream->slide));
    if (stream->checkpoint % stream->slide != 0)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: The checkpoint interval for %s has been set to  %lld ms "
            "which not a multiple of its slide time (%lld ms). Please set it to a "
            "multiple of %lld ms.",
            class, ms(stream->checkpoint), ms(stream->slide), ms(stream->slide));
    if (stream->level == LEVEL_NONE)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: %s has been marked for checkpointing but the storage "
            "level has not been set to enable persisting. Please use DStream.persist() "
            "to set the storage level to use memory for better checkpointing "
            "performance.",
            class);
    if (stream->remember <= stream->checkpoint)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: The remember duration for %s has been set to  %lld ms "
            "which is not more than the checkpoint interval (%lld ms). Please set it to "
            "a value higher than %lld ms.",
            class, ms(stream->remember), ms(stream->checkpoint),
            ms(stream->checkpoint));
    return true;
}

static bool validate(Graph *graph, StreamId id, StreamId *fault, Err *err)
{
    const DStream *stream = graph_stream(graph, id);
    *fault = id;
    if (stream->checkpoint != 0) {
        if (graph->checkpoint_folder == NULL)
            return err_set(err, ERR_ARGUMENT,
                "requirement failed: The checkpoint directory has not been set. Please "
                "set it by StreamingContext.checkpoint().");
        if (!check_interval(stream, err))
            return false;
    }
    for (int i = 0; i < stream->n_parents; i++) {
        if (!validate(graph, stream->parents[i], fault, err))
            return false;
    }
    return true;
}

bool graph_start(Graph *graph, SimTime zero, StreamId *fault, Err *err)
{
    StreamId unused;
    if (fault == NULL)
        fault = &unused;
    *fault = STREAM_NONE;
    if (graph->n_outputs == 0)
        return err_set(err, ERR_ARGUMENT,
            "requirement failed: No output operations registered, so nothing to execute");

    for (int i = 0; i < graph->n_outputs; i++)
        reach(graph, graph->outputs[i].stream);
    for (int i = 0; i < graph->n_streams; i++) {
        if (graph->streams[i]->initialized)
            settle(graph->streams[i]);
    }
    settle_remember(graph);
    for (int i = 0; i < graph->n_outputs; i++) {
        if (!validate(graph, graph->outputs[i].stream, fault, err))
            return false;
    }
    *fault = STREAM_NONE;
    graph->zero = zero;
    graph->started = true;
    return true;
}
