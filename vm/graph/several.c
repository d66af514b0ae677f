/* Streams made from several streams.
 * Spark: UnionDStream (semantics 5.4), TransformedDStream (5.1). */
// SPDX-License-Identifier: MIT
#include "vm/base/mem.h"
#include "vm/graph/streams.h"

/* The RDDs of all parents. False with the text in *failure if one has none. */
static bool parent_rdds(Graph *graph, const DStream *stream, SimTime time, RddId *rdds,
    Failure *failure)
{
    for (int i = 0; i < stream->n_parents; i++) {
        DStream *parent = graph_stream(graph, stream->parents[i]);
        if (!stream_rdd(graph, parent, time, &rdds[i], failure))
            return false;
        if (rdds[i] == RDD_NONE)
            return failure_set(failure, ERR_SPARK,
                stream->func == FUNC_NONE
                    ? "Could not generate RDD from a parent for unifying at time "
                      "%lld ms"
                    : "Couldn't generate RDD from parent at time %lld ms",
                (long long)time_to_ms(time));
    }
    return true;
}

static RddId *new_list(const DStream *stream)
{
    return mem_alloc((size_t)stream->n_parents * sizeof(RddId));
}

static bool compute_union(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    RddId *rdds = new_list(stream);
    bool ok = parent_rdds(graph, stream, time, rdds, failure);
    if (ok)
        *rdd = rdds_add_union(graph->rdds, &stream->site, rdds, stream->n_parents)->id;
    mem_free(rdds);
    return ok;
}

static const StreamClass union_class = {"UnionDStream", compute_union, NULL, 0, 0};

static bool compute_transformed(Graph *graph, DStream *stream, SimTime time, RddId *rdd,
    Failure *failure)
{
    const GraphDriver *driver = &graph->driver;
    RddId *rdds = new_list(stream);
    bool ok = parent_rdds(graph, stream, time, rdds, failure) &&
        driver->make_rdd(driver->subject, stream->func, rdds, stream->n_parents, time,
            rdd, failure);
    mem_free(rdds);
    if (!ok || *rdd != RDD_NONE)
        return ok;
    return failure_set(failure, ERR_SPARK,
        "Transform function must not return null. Return SparkContext.emptyRDD() instead "
        "to represent no element as the result of transformation.");
}

static const StreamClass transformed_class = {"TransformedDStream", compute_transformed,
    NULL, 0, 0};

static bool check_slides(const Graph *graph, StreamList parents, Err *err)
{
    for (int i = 1; i < parents.n; i++) {
        if (graph_stream(graph, parents.ids[i])->slide !=
            graph_stream(graph, parents.ids[0])->slide)
            return err_set(err, ERR_ARGUMENT,
                "requirement failed: Some of the DStreams have different slide "
                "durations");
    }
    return true;
}

bool graph_add_union(Graph *graph, const CallSite *site, StreamList parents,
    StreamId *id, Err *err)
{
    if (!graph_check_open(graph, err) || !check_slides(graph, parents, err))
        return false;
    *id = graph_add(graph, &union_class, site, parents, err)->id;
    return true;
}

bool graph_add_transformed(Graph *graph, const CallSite *site, StreamList parents,
    FuncId func, StreamId *id, Err *err)
{
    if (!graph_check_open(graph, err) || !check_slides(graph, parents, err))
        return false;
    DStream *stream = graph_add(graph, &transformed_class, site, parents, err);
    stream->func = func;
    *id = stream->id;
    return true;
}
