/* Windows: the last batches of a stream as one RDD.
 * Spark: WindowedDStream (semantics 6.1). */
// SPDX-License-Identifier: MIT
#include "vm/base/json.h"
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

/* The RDDs of the parent in the window that ends at `end`, oldest first. Times at or
 * before the zero time contribute nothing, so the first windows are short. */
typedef struct Members {
    RddId *rdds;
    SimTime *times;
    int count;
} Members;

static void members_free(Members *members)
{
    mem_free(members->rdds);
    mem_free(members->times);
}

static bool collect_members(Graph *graph, const DStream *stream, SimTime end,
    Members *members, Failure *failure)
{
    DStream *parent = graph_stream(graph, stream->parents[0]);
    SimTime first = end - stream->window + parent->slide;
    size_t most = (size_t)(stream->window / parent->slide) + 1;
    members->rdds = mem_alloc(most * sizeof *members->rdds);
    members->times = mem_alloc(most * sizeof *members->times);

    for (SimTime time = first; time <= end; time += parent->slide) {
        RddId rdd;
        if (!stream_rdd(graph, parent, time, &rdd, failure))
            return false;
        if (rdd == RDD_NONE)
            continue;
        members->rdds[members->count] = rdd;
        members->times[members->count++] = time;
    }
    return true;
}

void stream_trace_window(const Graph *graph, const DStream *stream, SimTime end,
    const SimTime *times, int count)
{
    if (!trace_is_on(graph->trace))
        return;

    Buffer *members = trace_take_json(graph->trace);
    buffer_append_byte(members, '[');
    for (int i = 0; i < count; i++)
        json_append_item(members, times[i]);
    buffer_append_byte(members, ']');
    TRACE(graph->trace, graph->clock->now, TRACE_WINDOW, trace_int(stream->id),
        trace_int(end), trace_int(stream->window), trace_int(stream->slide),
        trace_json(members));
}

static bool compute_window(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    Members members = {0};
    bool ok = collect_members(graph, stream, time, &members, failure);
    if (ok) {
        stream_trace_window(graph, stream, time, members.times, members.count);
        Rdd *made =
            rdds_add_union(graph->rdds, &stream->site, members.rdds, members.count);
        *rdd = made->id;
    }
    members_free(&members);
    return ok;
}

static SimTime remember_window(const DStream *stream)
{
    return stream->remember + stream->window;
}

static const StreamClass windowed_class = {
    .name = "WindowedDStream",
    .compute = compute_window,
    .parent_remember = remember_window,
};

static bool check_multiple(const char *what, SimTime length, SimTime parent, Err *err)
{
    if (length % parent == 0)
        return true;
    return err_set(err, ERR_EXCEPTION,
        "The %s duration of windowed DStream (%lld ms) must be a multiple of the slide "
        "duration of parent DStream (%lld ms)",
        what, (long long)time_to_ms(length), (long long)time_to_ms(parent));
}

bool graph_add_window(Graph *graph, const CallSite *site, StreamId parent_id,
    SimTime length, SimTime slide, StreamId *id, Err *err)
{
    DStream *parent = graph_stream(graph, parent_id);
    if (!graph_check_open(graph, err) ||
        !check_multiple("window", length, parent->slide, err) ||
        !check_multiple("slide", slide, parent->slide, err))
        return false;

    DStream *stream =
        graph_add(graph, &windowed_class, site, (StreamList){&parent_id, 1}, err);
    if (stream == NULL)
        return false;
    stream->window = length;
    stream->slide = slide;
    /* Spark persists the parent, since its RDDs are used by several windows. */
    stream_set_level(graph, parent, LEVEL_MEMORY_ONLY_SER);
    *id = stream->id;
    return true;
}
