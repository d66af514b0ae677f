/* vm/streaming/metadata.h -- the files that a context can be recovered from; used by
 * vm/streaming and lua/driver/bind_recovery.c.
 * Spark: Checkpoint, CheckpointWriter, CheckpointReader (semantics 7.1).
 *
 * A folder of checkpoints has a file "checkpoint-MS" for each of the newest times, and
 * "checkpoint-MS.bk", the one that it replaced. A file is JSON, written whole or not at
 * all. It says which streams there are, but not what their functions do: those are the
 * program's code. Metadata owns all it points to. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_METADATA_H
#define SLUICE_STREAMING_METADATA_H

#include <stdbool.h>

#include "vm/base/buffer.h"
#include "vm/base/conf.h"
#include "vm/base/err.h"
#include "vm/sim/time.h"

enum { METADATA_VERSION = 1 };

#define METADATA_KIND "sluice streaming context"

/* An RDD of a stream whose data checkpoint is there. */
typedef struct SavedRdd {
    SimTime time;
    char *folder; /* below that of the checkpoints, "ID/rdd-N" */
    int partitions;
    int hash; /* its HashPartitioner has so many; 0: it has no partitioner, or one that
               * cannot be saved; -1: it has the stream's */
} SavedRdd;

/* A file that a file stream gave to a batch. */
typedef struct SavedFile {
    SimTime time;
    char *path;
} SavedFile;

/* Messages that a stream gave to a batch; of batch 0 none, and where it goes on. */
typedef struct SavedRange {
    SimTime time;
    char *topic;
    int partition;
    int64_t from;
    int64_t until;
} SavedRange;

typedef struct SavedStream {
    char *op;
    char *class_name;
    int *parents;
    int n_parents;
    SimTime slide;
    int partitions; /* of the stream's partitioner, 0: it has none */
    SavedRdd *rdds; /* oldest first */
    int n_rdds;
    SimTime since; /* a file stream: of files that were changed after it */
    SavedFile *files;
    int n_files;
    SavedRange *ranges; /* those of a batch follow each other */
    int n_ranges;
    int ranges_capacity;
} SavedStream;

typedef struct SavedOutput {
    char *op;
    int stream;
} SavedOutput;

/* What an estimator of back-pressure has learned (vm/streaming/rate_estimator.h). */
typedef struct SavedRate {
    int input;
    int64_t time_ms;
    double rate;
    double error;
} SavedRate;

typedef struct Metadata {
    SimTime time; /* of the batch that it was written for */
    SimTime zero;
    SimTime interval;
    SimTime remember; /* 0: not set */
    SimTime *pending; /* batches that were submitted and not done, in any order */
    int n_pending;
    Conf conf;
    SavedStream *streams;
    int n_streams;
    SavedOutput *outputs;
    int n_outputs;
    SavedRate *rates;
    int n_rates;
    Buffer text;  /* the file that it was read from, */
    SimTime name; /* and the time that it is named after */
} Metadata;

void metadata_free(Metadata *metadata);

void metadata_append(Buffer *out, const Metadata *metadata);

/* Reads what metadata_append wrote; takes the text (leaves it empty) if it can be read.
 * ERR_SPARK says what is wrong with it; *metadata is then empty. */
bool metadata_parse(Buffer *text, Metadata *metadata, Err *err);

/* Reads the newest file that can be read. *found is false if the folder has none, or
 * is not there. ERR_SPARK in Spark's words if there are files and none can be read;
 * *cause then says why, of the newest. */
bool metadata_read(const char *folder, Metadata *metadata, bool *found, Err *cause,
    Err *err);

#endif
