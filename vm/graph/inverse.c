/* Windows that are made of the window before: what left is taken away, what entered is
 * added.
 * Spark: ReducedWindowedDStream (semantics 6.4). */
// SPDX-License-Identifier: MIT
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

/* The RDDs that are brought together for a window. */
typedef struct Sides {
    RddId *rdds; /* rdds[0] is the previous window */
    int count;
} Sides;

/* Appends the RDDs of the parent's times from..to, both included. */
static bool collect(Graph *graph, DStream *parent, SimTime from, SimTime to,
    Sides *sides, Failure *failure)
{
    for (SimTime time = from; time <= to; time += parent->slide) {
        RddId rdd;
        if (!stream_rdd(graph, parent, time, &rdd, failure))
            return false;
        if (rdd != RDD_NONE)
            sides->rdds[sides->count++] = rdd;
    }
    return true;
}

/* Before the first window there is an empty one, which has no partitioner. */
static bool find_previous(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    if (!stream_rdd(graph, stream, time - stream->slide, rdd, failure))
        return false;
    if (*rdd != RDD_NONE)
        return true;
    int n = stream->parallelism;
    Buffer *slices = mem_zero_alloc((size_t)n * sizeof *slices);
    *rdd = rdds_add_collection(graph->rdds, &stream->site, slices, n)->id;
    mem_free(slices);
    return true;
}

static RddId merge(Graph *graph, const DStream *stream, const Sides *sides,
    int n_leaving)
{
    RddId together = rdds_add_cogrouped(graph->rdds, &stream->site, sides->rdds,
        sides->count, stream->partitioner)
                         ->id;
    NarrowWork work = stream->narrow;
    work.number = n_leaving;
    RddId merged = rdds_add_narrow(graph->rdds, &stream->site, together, &work)->id;
    if (stream->func == FUNC_NONE)
        return merged;
    return rdds_add_plain_narrow(graph->rdds, &stream->site, merged, NARROW_FILTER,
        stream->func)
        ->id;
}

/* The window itself is not put together: its times are all of the parent's in it. */
static void trace_members(const Graph *graph, const DStream *stream, SimTime first,
    SimTime end)
{
    SimTime step = graph_stream(graph, stream->parents[0])->slide;
    int count = 0;
    SimTime *times = mem_alloc((size_t)(stream->window / step) * sizeof *times);
    for (SimTime time = first; time <= end; time += step)
        if (time > graph->zero)
            times[count++] = time;
    stream_trace_window(graph, stream, end, times, count);
    mem_free(times);
}

static bool compute_inverse(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    DStream *parent = graph_stream(graph, stream->parents[0]);
    SimTime first = time - stream->window + parent->slide; /* of this window */
    SimTime before = first - stream->slide;                /* of the one before */
    size_t most = (size_t)((stream->window + 2 * stream->slide) / parent->slide) + 2;
    Sides sides = {mem_alloc(most * sizeof(RddId)), 1};

    bool ok = collect(graph, parent, before, first - parent->slide, &sides, failure);
    int n_leaving = sides.count - 1;
    ok = ok &&
        collect(graph, parent, time - stream->slide + parent->slide, time, &sides,
            failure) &&
        find_previous(graph, stream, time, &sides.rdds[0], failure);
    if (ok && trace_is_on(graph->trace))
        trace_members(graph, stream, first, time);
    if (ok)
        *rdd = merge(graph, stream, &sides, n_leaving);
    mem_free(sides.rdds);
    return ok;
}

static SimTime remember_window(const DStream *stream)
{
    return stream->remember + stream->window;
}

static const StreamClass inverse_class = {
    .name = "ReducedWindowedDStream",
    .compute = compute_inverse,
    .parent_remember = remember_window,
    .must_checkpoint = true,
};

static bool check_multiple(const char *what, SimTime length, SimTime parent, Err *err)
{
    if (length % parent == 0)
        return true;
    return err_set(err, ERR_ARGUMENT,
        "requirement failed: The %s duration of ReducedWindowedDStream (%lld ms) must be "
        "multiple of the slide duration of parent DStream (%lld ms)",
        what, (long long)time_to_ms(length), (long long)time_to_ms(parent));
}

bool graph_check_inverse(const Graph *graph, StreamId parent, const InverseWindow *work,
    Err *err)
{
    SimTime slide = graph_stream(graph, parent)->slide;
    return check_multiple("window", work->length, slide, err) &&
        check_multiple("slide", work->slide, slide, err);
}

bool graph_add_inverse_window(Graph *graph, const CallSite *site, StreamId parent,
    const InverseWindow *work, StreamId *id, Err *err)
{
    if (!graph_check_open(graph, err) || !graph_check_inverse(graph, parent, work, err))
        return false;

    DStream *from = graph_stream(graph, parent);
    DStream *stream =
        graph_add(graph, &inverse_class, site, (StreamList){&parent, 1}, err);
    stream->window = work->length;
    stream->slide = work->slide;
    stream->narrow = (NarrowWork){.op = NARROW_INVERSE,
        .func = work->reduce,
        .inverse = work->inverse};
    stream->func = work->filter;
    stream->parallelism = work->parallelism;
    stream->partitioner = partitioner_share(from->partitioner);
    stream->level = LEVEL_MEMORY_ONLY_SER;
    stream_set_level(graph, from, LEVEL_MEMORY_ONLY_SER);
    *id = stream->id;
    return true;
}
