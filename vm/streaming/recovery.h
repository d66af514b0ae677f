/* vm/streaming/recovery.h -- going on where a context was; used by vm/streaming and
 * lua/. Spark: JobGenerator.doCheckpoint and restart, DStreamCheckpointData
 * (semantics 7.1, 7.4).
 *
 * A context with a folder of checkpoints writes metadata twice for each batch. A new
 * context that means the same, made by recovery_copy or by the program, takes over
 * from it by recovery_apply, before it starts: it runs the batches that were pending
 * and those that fell into the time between, and goes on. Functions are code of the
 * program and are in no file. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_RECOVERY_H
#define SLUICE_STREAMING_RECOVERY_H

#include "vm/graph/dstream.h"
#include "vm/streaming/metadata.h"

typedef struct Sim Sim;
typedef struct Streaming Streaming;

/* The data checkpoint of one RDD of a stream. */
typedef struct DataFiles {
    StreamId stream;
    SimTime time;
    char *folder;
    int partitions;
} DataFiles;

/* What a context knows about checkpoints; all zero at first. */
typedef struct Recovery {
    bool on;      /* the context is a recovered one */
    SimTime zero; /* its zero time, */
    SimTime time; /* that of its checkpoint, */
    SimTime *due; /* and the batches that were pending */
    int n_due;

    SimTime newest;   /* batch that the newest file is named after */
    Buffer written;   /* the newest file */
    SimTime *pending; /* done, but their last output failed (semantics 4.3) */
    int n_pending;
    int pending_capacity;
    DataFiles *files; /* data checkpoints that are not deleted yet */
    int n_files;
    int files_capacity;
    bool has_failed; /* a file could not be written, and that was said */
} Recovery;

void recovery_free(Recovery *recovery);

/* Writes metadata, if there is a folder for it: when a batch was formed, and when it is
 * done; then data checkpoints go that the file does not need. */
void recovery_write(Streaming *context, SimTime batch, bool done);

/* The batch stays among the pending ones. */
void recovery_keep_pending(Streaming *context, SimTime batch);

/* True if it was this context that wrote the metadata. */
bool recovery_is_writer(const Streaming *context, const Metadata *metadata);

/* A new context, in an application of its own, with the streams of another one. */
bool recovery_copy(Sim *sim, const Streaming *from, Streaming **context, Err *err);

/* Makes a context that has not started go on from metadata, which was read in `folder`;
 * simulated time runs to that of the metadata. ERR_STATE names the first difference if
 * the context means something else, ERR_SPARK what is missing. */
bool recovery_apply(Streaming *context, const char *folder, const Metadata *metadata,
    Err *err);

/* The batches before `first` that have to run again, oldest first: makes a list, which
 * the caller frees, and returns their number. */
int recovery_times(const Streaming *context, SimTime first, SimTime **times);

#endif
