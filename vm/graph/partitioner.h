/* vm/graph/partitioner.h -- which partition a key goes to.
 * Spark: Partitioner, HashPartitioner, RangePartitioner (semantics 10.5, 10.7).
 *
 * A partitioner never changes once it is made. RDDs and shuffles share it: each holder
 * has a reference, and the last one to let go frees it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_PARTITIONER_H
#define SLUICE_GRAPH_PARTITIONER_H

#include <stdbool.h>

#include "vm/base/buffer.h"
#include "vm/graph/ids.h"

typedef enum PartitionerKind {
    PARTITIONER_HASH,  /* HashPartitioner(n) */
    PARTITIONER_RANGE, /* RangePartitioner: n - 1 bounds */
    PARTITIONER_CUSTOM /* a function of the learner's says the partition */
} PartitionerKind;

typedef struct Partitioner {
    PartitionerKind kind;
    int n;
    Buffer bounds; /* RANGE: n - 1 keys, ascending */
    bool ascending;
    FuncId func;  /* CUSTOM: key -> partition, from 0 */
    int references;
} Partitioner;

Partitioner *partitioner_new_hash(int n); /* n >= 0; nothing can be put into 0 */
/* Takes the n - 1 bounds (leaves the buffer empty). */
Partitioner *partitioner_new_range(Buffer *bounds, int n, bool ascending);
/* The same with bounds that cut weighted keys into n parts of about the same weight, as
 * RangePartitioner.determineBounds does; fewer parts if there are few distinct keys.
 * `keys` is records, one for each weight. NULL if they cannot be compared. */
Partitioner *partitioner_new_sampled(const Buffer *keys, const float *weights,
    size_t count, int n, bool ascending);
Partitioner *partitioner_new_custom(FuncId func, int n);

/* One more holder; returns its argument, which may be NULL. */
Partitioner *partitioner_share(Partitioner *partitioner);
void partitioner_release(Partitioner *partitioner); /* NULL is allowed */

/* Spark: equals. NULL equals nothing. */
bool partitioner_equal(const Partitioner *a, const Partitioner *b);

/* The partition of a key record whose hash_java is `hash`; not for CUSTOM. -1 if the key
 * cannot be compared with the bounds. */
int partitioner_find(const Partitioner *partitioner, const char *key, int32_t hash);

#endif
