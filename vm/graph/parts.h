/* vm/graph/parts.h -- which partitions a partition is made of, without a shuffle
 * between.
 * Spark: NarrowDependency.getParents, and what DAGScheduler does with it. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_PARTS_H
#define SLUICE_GRAPH_PARTS_H

#include "vm/graph/rdd.h"

/* What a visitor wants next. */
typedef enum WalkStep {
    WALK_ON,   /* those that this partition is made of */
    WALK_OVER, /* not those, but the others */
    WALK_END   /* nothing more */
} WalkStep;

typedef WalkStep VisitPartFn(void *subject, const Rdd *rdd, int partition);

typedef struct PartVisit {
    const Rdd *rdd;
    int partition;
} PartVisit;

/* A walk from one partition. Only RDDs of several parents are noted as visited: through
 * them the same partition can be reached on several ways. All zero but for the first
 * three is ready for use; it serves any number of walks. */
typedef struct PartWalk {
    const RddSet *set;
    VisitPartFn *visit;
    void *subject;
    PartVisit *visited;
    int count;
    int capacity;
} PartWalk;

void part_walk_free(PartWalk *walk);

/* Visits the partition, then those it is made of, each before what it is made of. True
 * if the visitor ended it. */
bool part_walk(PartWalk *walk, const Rdd *rdd, int partition);

/* A task on that executor reads what the partition is made of: kept partitions and
 * received blocks, which were used last from now on. */
void parts_touch(const RddSet *set, BlockManager *blocks, const Rdd *rdd, int partition,
    int executor);

/* Bytes that a task on that executor has to get from others, to compute the partition:
 * of received blocks and kept partitions without a copy on it, and of the shuffle
 * output that others have for the partition. What is not there at all counts nothing.
 */
int64_t parts_remote_bytes(const RddSet *set, const BlockManager *blocks,
    const Rdd *rdd, int partition, int executor);

/* An RDD of received blocks that the partitions of `rdd` are made of, and whose blocks
 * were removed with their batch; NULL if there is none. */
const Rdd *parts_find_removed(RddSet *set, const BlockManager *blocks, RddId rdd);

#endif
