/* vm/graph/partitioner.h -- which partition a key goes to.
 * Spark: Partitioner, HashPartitioner, RangePartitioner (semantics 10.5, 10.7).
 *
 * A partitioner never changes once it is made. RDDs and shuffles share it: each holder
 * has a reference, and the last one to let go frees it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_PARTITIONER_H
#define SLUICE_GRAPH_PARTITIONER_H

#include <stdbool.h>

#include "vm/graph/ids.h"
#include "vm/store/ranges.h"

typedef enum PartitionerKind {
    PARTITIONER_HASH,  /* HashPartitioner(n) */
    PARTITIONER_RANGE, /* RangePartitioner: n - 1 bounds */
    PARTITIONER_CUSTOM /* a function of the learner's says the partition */
} PartitionerKind;

typedef struct Partitioner {
    PartitionerKind kind;
    int n;
    RangeBounds bounds; /* RANGE: n - 1 of them */
    bool ascending;
    FuncId func; /* CUSTOM: key -> partition, from 0 */
    int references;
} Partitioner;

Partitioner *partitioner_new_hash(int n); /* n >= 0; nothing can be put into 0 */
/* Takes the bounds (leaves them empty). */
Partitioner *partitioner_new_range(RangeBounds *bounds, bool ascending);
Partitioner *partitioner_new_custom(FuncId func, int n);

/* One more holder; returns its argument, which may be NULL. */
Partitioner *partitioner_share(Partitioner *partitioner);
void partitioner_release(Partitioner *partitioner); /* NULL is allowed */

/* Spark: equals. NULL equals nothing. */
bool partitioner_equal(const Partitioner *a, const Partitioner *b);

/* Java's hashCode of it, which its text shows. */
int32_t partitioner_hash(const Partitioner *partitioner);

/* The partition of a key record whose hash_java is `hash`; not for CUSTOM. -1 if the
 * key cannot be compared with the bounds. */
int partitioner_find(const Partitioner *partitioner, const char *key, int32_t hash);

#endif
