/* vm/streaming/received.h -- what receivers stored: its logs, and the RDDs of batches;
 * used by vm/streaming only.
 * Spark: ReceiverInputDStream.createBlockRDD, WriteAheadLogBasedBlockHandler
 * (semantics 3.5 to 3.7, 7.4, 7.5).
 *
 * With a folder of checkpoints the tracker writes a log below it,
 * "receivedBlockMetadata". With spark.streaming.receiver.writeAheadLog.enable each
 * receiver does, too: "receivedData/STREAM". */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_RECEIVED_H
#define SLUICE_STREAMING_RECEIVED_H

#include "vm/graph/dstream.h"
#include "vm/ingest/tracker.h"
#include "vm/ingest/wal.h"

typedef struct Streaming Streaming;

/* What a context knows about its logs; all zero at first. */
typedef struct Received {
    bool wants_log; /* receivers are to write logs, */
    bool has_log;   /* and have a folder for them */
    char *root;     /* the folder of checkpoints that it had when it started, or NULL */
    Wal **logs;     /* of each receiver, if it has_log */
    int n_logs;
    BlockId *ids; /* scratch of the lookup */
    LogSegment *segments;
    bool *only;
    int capacity;
    Buffer folder;
} Received;

void received_free(Received *received);

/* Opens the logs of a context that starts; a recovered one takes over what they tell.
 * ERR_ARGUMENT for settings, ERR_IO for files. */
bool received_open(Streaming *context, Err *err);
void received_close(Streaming *context); /* when it stops */

/* The log of a receiver, or NULL, and the level of its blocks. */
Wal *received_log(const Streaming *context, int receiver);
StorageLevel received_level(const Streaming *context, int receiver);

/* Gives the waiting blocks to a batch; a failure of the log is said. */
void received_allocate(Streaming *context, SimTime batch);

/* Forgets allocations and log files that no batch needs after this one was done. */
void received_clear(Streaming *context, SimTime batch);

/* A BlockLookup whose subject is the context. */
void received_lookup(void *subject, int input, SimTime batch, ReceivedBlocks *blocks);

/* What the RDD of these blocks is made of, and how many of them are lost: every block
 * is in a log, and is read from there if it is nowhere else; or only those count that
 * are in `blocks`. `wants_log` decides where there is none. received->folder is that of
 * the log. */
int received_choose(Received *received, const BlockManager *blocks,
    const BlockInfo *infos, int count, ReceivedBlocks *chosen);

/* CHECKs that every record that is in a block is in a batch or waits, that blocks of a
 * forgotten batch are gone, and that those of a log are in it. */
void received_check(const Streaming *context);

#endif
