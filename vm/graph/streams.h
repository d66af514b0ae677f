/* vm/graph/streams.h -- the classes of DStreams; used by vm/graph only.
 * Spark: the subclasses of DStream. A new class is a StreamClass in a file of its own
 * kind and a maker in dstream.h. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_STREAMS_H
#define SLUICE_GRAPH_STREAMS_H

#include "vm/graph/dstream.h"

/* Adds a stream of a class behind parent (STREAM_NONE for inputs): slide and storage
 * level are the class's default, the rest is for the maker to fill. NULL and err if the
 * graph is closed. */
DStream *graph_add(Graph *graph, const StreamClass *class, const StreamSpec *spec,
    StreamId parent, Err *err);

/* The parent_remember of most classes. */
SimTime stream_remember_same(const DStream *stream);

/* Sets the storage level of a stream, or of what a window is made from. */
void stream_set_level(const Graph *graph, DStream *stream, StorageLevel level);

/* Gives a new RDD to its stream. */
static inline void stream_own(const DStream *stream, Rdd *rdd, SimTime time)
{
    rdd->stream = stream->id;
    rdd->batch = time;
}

#endif
