/* vm/streaming/direct_streams.h -- the streams of a context that read ranges of a log.
 * Spark: DirectKafkaInputDStream, as its StreamingContext sees it (semantics 8.4, 9.5).
 *
 * When a batch is formed, the driver asks the log how far each partition goes and gives
 * the batch the messages from there on where the batch before ended. Nothing is
 * received, so no core is taken and nothing is stored. Simplified: the messages are
 * copied when the batch is formed, and not by its tasks; since a log only grows, they
 * are the same. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_DIRECT_STREAMS_H
#define SLUICE_STREAMING_DIRECT_STREAMS_H

#include "vm/streaming/streaming.h"

/* Makes a stream; copies the spec. ERR_ARGUMENT for a setting or pattern that cannot be
 * used; ERR_UNSUPPORTED under the wall clock. */
bool direct_streams_add(Streaming *context, const CallSite *site,
    const ConsumerSpec *spec, StreamId *stream, Err *err);

/* At the start: gives each partition its first position. Fails in Kafka's words, or
 * with ERR_FILE_NOT_FOUND for a topic that the log has not; *fault is the stream. */
bool direct_streams_start(Streaming *context, StreamId *fault, Err *err);

/* The context stops: consumers are closed. */
void direct_streams_stop(Streaming *context);

/* True if every message that was appended is in a batch. */
bool direct_streams_are_dry(const Streaming *context);

/* How many messages a batch got that was formed by this context; -1 if this stream's
 * were chosen before a recovery. */
int64_t direct_streams_records(const Streaming *context, const DStream *stream,
    SimTime batch);

/* Asks that the group has come to the end of these ranges; it is told when the next
 * batch is formed (Spark: commitAsync). Partitions that the log has not are left out.
 */
void direct_streams_commit(Streaming *context, StreamId stream,
    const OffsetRange *ranges, int n);

/* The RangeLookup of the context's graph. */
RangeLookup direct_streams_lookup(Streaming *context);

/* For a recovered context: the streams of another one; by way of a checkpoint, their
 * positions, and the ranges of batches that are remembered. Time has come to that of
 * the checkpoint. ERR_SPARK if the log has not what the checkpoint says. */
void direct_streams_copy(Streaming *context, const Streaming *from);
void direct_streams_describe(const Streaming *context, Metadata *metadata);
bool direct_streams_restore(Streaming *context, const Metadata *metadata, Err *err);

void direct_streams_free(Streaming *context);

#endif
