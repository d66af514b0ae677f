/* vm/ingest/offsets.h -- how far a direct stream reads in one batch.
 * Spark: DirectKafkaInputDStream.maxMessagesPerPartition and clamp (semantics 8.4). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_OFFSETS_H
#define SLUICE_INGEST_OFFSETS_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/sim/time.h"

/* A partition as it is when a batch is formed. */
typedef struct PartitionLag {
    int64_t current;  /* the first offset that no batch has yet */
    int64_t latest;   /* the offset of the next message */
    int64_t max_rate; /* most messages a second; 0: no limit */
    int64_t min_rate; /* least messages a batch, in spite of the name that Spark gave it
                       */
} PartitionLag;

/* Sets most[i], how many messages of partition i the batch may read at most, for n
 * partitions. `rate` is how many messages a second all partitions may give, 0 for no
 * such limit. False: there is no limit at all, and most[] is left alone. */
bool offsets_most(const PartitionLag *lags, int n, int64_t rate, SimTime interval,
    int64_t *most);

/* The first offset of a partition that the batch does not read. */
static inline int64_t offsets_until(const PartitionLag *lag, int64_t most)
{
    return lag->latest - lag->current > most ? lag->current + most : lag->latest;
}

#endif
