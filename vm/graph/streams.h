/* vm/graph/streams.h -- making DStreams.
 * Spark: the subclasses of DStream.
 *
 * Each maker adds a stream to the graph. They fail with ERR_STATE, in Spark's words,
 * once the graph has started or stopped, and as said. Partitioners are shared. A new
 * class is a StreamClass in a file of its own kind and a maker here. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_STREAMS_H
#define SLUICE_GRAPH_STREAMS_H

#include "vm/graph/dstream.h"

/* Inputs (vm/graph/inputs.c). */
bool graph_add_receiver(Graph *graph, const CallSite *site, int receiver, StreamId *id,
    Err *err);
bool graph_add_queue(Graph *graph, const CallSite *site, bool one_at_a_time,
    StreamId *id, Err *err);
/* `func` is called with the time and gives the RDD of each batch, or none. */
bool graph_add_generator(Graph *graph, const CallSite *site, FuncId func, StreamId *id,
    Err *err);

/* Files (vm/graph/files.c). Remembers its RDDs and batches at least for `remember`. */
bool graph_add_files(Graph *graph, const CallSite *site, const FileWork *files,
    SimTime remember, StreamId *id, Err *err);

/* Ranges of messages (vm/graph/direct.c): number `direct` of the context's. */
bool graph_add_direct(Graph *graph, const CallSite *site, int direct, StreamId *id,
    Err *err);

/* Puts an RDD at the end of a queue stream. */
void graph_enqueue(Graph *graph, StreamId queue, RddId rdd);
void graph_set_default_rdd(Graph *graph, StreamId queue, RddId rdd);
/* `source` is called for each batch, with its time, and enqueues what the batch takes.
 */
void graph_set_queue_source(Graph *graph, StreamId queue, FuncId source);

/* One stream from one (vm/graph/transforms.c). */
bool graph_add_narrow(Graph *graph, const CallSite *site, StreamId parent,
    const NarrowWork *work, StreamId *id, Err *err);
bool graph_add_combined(Graph *graph, const CallSite *site, StreamId parent,
    const Aggregator *aggregator, Partitioner *partitioner, StreamId *id, Err *err);

/* One stream from n >= 1 (vm/graph/several.c). ERR_ARGUMENT if their slides differ.
 * class_name is Spark's class of it in error texts, borrowed for ever. */
typedef struct StreamList {
    const StreamId *ids;
    int n;
} StreamList;
bool graph_add_union(Graph *graph, const CallSite *site, StreamList parents,
    StreamId *id, Err *err);
bool graph_add_transformed(Graph *graph, const CallSite *site, StreamList parents,
    FuncId func, StreamId *id, Err *err);

/* ERR_EXCEPTION if length or slide is no multiple of the parent's slide (6.1). Sets the
 * parent's storage level to MEMORY_ONLY_SER. */
bool graph_add_window(Graph *graph, const CallSite *site, StreamId parent,
    SimTime length, SimTime slide, StreamId *id, Err *err);

/* A window that is made of the window before it (vm/graph/inverse.c): `parent` is
 * reduced by key already. ERR_ARGUMENT if length or slide is no multiple (6.4). */
typedef struct InverseWindow {
    SimTime length;
    SimTime slide;
    FuncId reduce;
    FuncId inverse;
    FuncId filter;   /* FUNC_NONE: every key stays */
    int parallelism; /* partitions of the empty window before the first one */
} InverseWindow;
bool graph_check_inverse(const Graph *graph, StreamId parent, const InverseWindow *work,
    Err *err);
bool graph_add_inverse_window(Graph *graph, const CallSite *site, StreamId parent,
    const InverseWindow *work, StreamId *id, Err *err);

/* updateStateByKey (vm/graph/state.c). `op` is one of the NARROW_UPDATE operators. */
typedef struct UpdateState {
    NarrowOp op;
    FuncId func;
    Partitioner *partitioner;
    bool remembers; /* the state keeps its partitioner */
    RddId initial;  /* or RDD_NONE */
} UpdateState;
bool graph_add_update(Graph *graph, const CallSite *site, StreamId parent,
    const UpdateState *work, StreamId *id, Err *err);

/* mapWithState: the stream of states, of which NARROW_STATE_MAPPED and
 * NARROW_STATE_PAIRS streams are made. */
typedef struct MapState {
    FuncId func;
    bool timed;      /* see StateWork */
    SimTime timeout; /* 0 for none */
    Partitioner *partitioner;
    RddId initial; /* or RDD_NONE */
} MapState;
bool graph_add_map_state(Graph *graph, const CallSite *site, StreamId parent,
    const MapState *work, StreamId *id, Err *err);

/* For vm/graph only. */

/* Adds a stream of a class behind its parents: slide and storage level are the class's
 * default, the rest is for the maker to fill. NULL and err if the graph is closed. */
DStream *graph_add(Graph *graph, const StreamClass *class, const CallSite *site,
    StreamList parents, Err *err);

/* Remembers the RDD of a time. */
void stream_keep(DStream *stream, SimTime time, RddId rdd);

/* Writes into the trace which times of its parent a window covers, oldest first. */
void stream_trace_window(const Graph *graph, const DStream *stream, SimTime end,
    const SimTime *times, int count);
/* Fails, in Spark's words, if the state that a stream began with is lost. */
bool stream_check_initial(const DStream *stream, Failure *failure);

/* Sets the storage level of a stream, or of what a window is made from. */
void stream_set_level(const Graph *graph, DStream *stream, StorageLevel level);

/* The RDD of the first parent. */
bool stream_parent_rdd(Graph *graph, const DStream *stream, SimTime time, RddId *rdd,
    Failure *failure);

#endif
