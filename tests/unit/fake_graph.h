/* tests/unit/fake_graph.h -- a graph of DStreams without a scheduler.
 *
 * Batches are one second long and the zero time is 0. Every input stream with a
 * receiver has one block in batch n, named "input-S-n", unless blocks_a_batch says
 * otherwise. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_UNIT_FAKE_GRAPH_H
#define SLUICE_TESTS_UNIT_FAKE_GRAPH_H

#include "tests/unit/make_rdd.h"
#include "vm/graph/streams.h"

typedef struct FakeGraph {
    Graph graph;
    RddSet rdds;
    BlockManager *blocks;
    Clock clock;
    Trace trace;
    int blocks_a_batch;
    BlockId found[8];
} FakeGraph;

static const CallSite fake_site = {"operator", {"program.lua", 7}};

static inline void fake_lookup(void *subject, int input, SimTime batch,
    ReceivedBlocks *blocks)
{
    FakeGraph *fake = subject;
    for (int i = 0; i < fake->blocks_a_batch; i++)
        fake->found[i] = (BlockId){BLOCK_INPUT, input, batch / TIME_S(1)};
    *blocks = (ReceivedBlocks){.ids = fake->found, .count = fake->blocks_a_batch};
}

static inline void fake_graph_open(FakeGraph *fake)
{
    *fake = (FakeGraph){.blocks = blocks_new(), .blocks_a_batch = 1};
    clock_init_simulated(&fake->clock, 0);
    trace_init(&fake->trace, NULL, NULL);
    rdds_init(&fake->rdds, NULL, &fake->clock);
    graph_init(&fake->graph, TIME_S(1));
    fake->graph.rdds = &fake->rdds;
    fake->graph.blocks = fake->blocks;
    fake->graph.clock = &fake->clock;
    fake->graph.trace = &fake->trace;
    fake->graph.lookup = (BlockLookup){fake, fake_lookup};
}

static inline void fake_graph_close(FakeGraph *fake)
{
    graph_free(&fake->graph);
    rdds_free(&fake->rdds);
    blocks_delete(fake->blocks);
    trace_free(&fake->trace);
}

static inline StreamId fake_receiver(FakeGraph *fake)
{
    StreamId id = STREAM_NONE;
    graph_add_receiver(&fake->graph, &fake_site, 0, &id, NULL);
    return id;
}

static inline StreamId fake_map(FakeGraph *fake, StreamId parent)
{
    StreamId id = STREAM_NONE;
    NarrowWork work = {.op = NARROW_MAP, .func = 1, .inverse = FUNC_NONE};
    graph_add_narrow(&fake->graph, &fake_site, parent, &work, &id, NULL);
    return id;
}

/* reduceByKey into n partitions. */
static inline StreamId fake_reduced(FakeGraph *fake, StreamId parent, FuncId func,
    int n)
{
    StreamId id = STREAM_NONE;
    Aggregator reducing = make_reducing(func);
    Partitioner *hash = partitioner_new_hash(n);
    graph_add_combined(&fake->graph, &fake_site, parent, &reducing, hash, &id, NULL);
    partitioner_release(hash);
    return id;
}

static inline StreamId fake_window(FakeGraph *fake, StreamId parent, int length_s,
    int slide_s)
{
    StreamId id = STREAM_NONE;
    graph_add_window(&fake->graph, &fake_site, parent, TIME_S(length_s),
        TIME_S(slide_s), &id, NULL);
    return id;
}

static inline void fake_output(FakeGraph *fake, StreamId stream)
{
    int output;
    graph_add_output(&fake->graph, &fake_site, stream, 1, &output, NULL);
}

/* The RDD of a stream at a second; NULL if there is none. */
static inline const Rdd *fake_rdd(FakeGraph *fake, StreamId stream, int second)
{
    RddId id = RDD_NONE;
    Failure failure = {.rdd = RDD_NONE};
    if (!stream_rdd(&fake->graph, graph_stream(&fake->graph, stream), TIME_S(second),
            &id, &failure)) {
        failure_free(&failure);
        return NULL;
    }
    return id != RDD_NONE ? rdds_find(&fake->rdds, id) : NULL;
}

/* Whether a stream remembers the RDD of a second. */
static inline bool fake_remembers(const FakeGraph *fake, StreamId id, int second)
{
    const DStream *stream = graph_stream(&fake->graph, id);
    for (int i = 0; i < stream->n_made; i++) {
        if (stream->made[i].time == TIME_S(second))
            return true;
    }
    return false;
}

#endif
