/* vm/ingest/block_generator.h -- collects records and cuts them into blocks.
 * Spark: BlockGenerator, BlockManagerBasedBlockHandler (semantics 3.3, 3.5).
 *
 * A timer ticks at multiples of the block interval and turns a buffer that is not empty
 * into a block, which is stored and then registered with the driver; then `pushed` is
 * told the metadata of its records (Spark: BlockGeneratorListener). As in Spark a
 * block that cannot be stored ends the thread that stores: what comes after it is lost
 * until the receiver is launched again. Simplified: that thread is never behind. Used
 * by vm/ingest/receiver.c only, which owns it; settings and world are borrowed. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_BLOCK_GENERATOR_H
#define SLUICE_INGEST_BLOCK_GENERATOR_H

#include "vm/ingest/receiver.h"
#include "vm/sim/timer.h"

typedef struct BlockGenerator {
    const ReceiverSettings *settings;
    const ReceiverWorld *world;
    int executor;  /* where its blocks are stored */
    Buffer buffer; /* records in no block yet */
    int64_t buffered;
    Buffer metadata; /* of those of them that have any, in their order */
    int64_t n_metadata;
    int64_t stored;         /* records in blocks that the tracker knows */
    int64_t failed_records; /* in blocks that could not be stored */
    int64_t dropped;        /* lost with an executor */
    Timer timer;            /* waits for a tick while the buffer has a record */
    int64_t next_direct;    /* number of the next block that is stored at once */
    bool is_broken; /* a block could not be stored: no other one is (Spark: the thread
                     * that pushes them has ended) */
    void (*failed)(void *subject, const Err *err); /* told of that, if it was not asked
                                                    */
    /* A block is kept that has records with metadata; false: none is kept after it. */
    bool (*pushed)(void *subject, const char *metadata, int64_t count);
    void *subject;
} BlockGenerator;

/* Readies it for a launch of its receiver. */
void block_generator_start(BlockGenerator *generator, int executor);
void block_generator_free(BlockGenerator *generator);

/* To be called after a record was appended to `buffer`; its metadata (a record) or
 * NULL. */
void block_generator_note_record(BlockGenerator *generator, const Buffer *metadata);

/* Stores records as a block of their own, at once. ERR_IO if its log or a disk
 * fails, ERR_SPARK if there is no room or the tracker's log fails. */
bool block_generator_store(BlockGenerator *generator, const char *records, size_t size,
    int64_t count, Err *err);

/* When a generator that is stopped now has cut its last block: Spark lets the timer
 * fire for the pending tick and once more. */
SimTime block_generator_end(const BlockGenerator *generator);

/* No further block: what is in the buffer is lost. */
void block_generator_cancel(BlockGenerator *generator);

/* The same, and empties the buffer; returns how many records were in it. */
int64_t block_generator_drop(BlockGenerator *generator);

#endif
