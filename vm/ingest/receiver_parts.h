/* vm/ingest/receiver_parts.h -- what a receiver is made of.
 * Used by vm/ingest/receiver.c, which changes it, and by receiver_words.c, which tells
 * about it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_RECEIVER_PARTS_H
#define SLUICE_INGEST_RECEIVER_PARTS_H

#include "vm/ingest/block_generator.h"

/* What Spark says of a block that could not be stored, or of whoever was told of it. */
#define RECEIVER_PUSH_ERROR "Error in block pushing thread"

struct Receiver {
    ReceiverSettings settings;
    char *name;
    ReceiverWorld world;
    Source *source;
    ReceiverState state;
    int executor; /* -1: it holds no core */
    int core;
    int last_executor;
    bool is_told;  /* that it is to stop: it is not launched again */
    bool is_stuck; /* it never runs again */
    bool gave_up;  /* stopped for good, and not because anybody asked for it */
    int launches;
    int refusals; /* since the last launch */
    int tries;
    int64_t received;
    BlockGenerator generator;
    RateLimiter limiter;
    int64_t waiting; /* records at the source, as traced last */
    Buffer text;     /* scratch: the record that arrives */
    EventId event;   /* of the supervisor: restart, end or launch; 0: none */
};

#endif
