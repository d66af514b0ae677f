/* vm/graph/rdd.h -- RDDs: what a partition is made from.
 * Spark: RDD, BlockRDD, ParallelCollectionRDD, MapPartitionsRDD, UnionRDD,
 * PartitionerAwareUnionRDD, ShuffledRDD; Dependency, HashPartitioner.
 *
 * An RDD is immutable and describes how its partitions are computed; the data is made
 * by tasks. The set owns its RDDs and numbers them as a SparkContext does. RDDs that
 * nothing can reach any more are freed by rdds_sweep. Pointers to an RDD are borrowed
 * and stay valid until the next sweep. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_RDD_H
#define SLUICE_GRAPH_RDD_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/sim/time.h"
#include "vm/store/blocks.h"

typedef int32_t RddId;    /* from 0; RDD_NONE is none */
typedef int32_t StreamId; /* from 0; STREAM_NONE is none */
typedef int32_t FuncId;   /* a function of the learner's, known to lua/ only */

enum { RDD_NONE = -1, STREAM_NONE = -1, FUNC_NONE = -1 };

typedef enum RddKind {
    RDD_BLOCKS,     /* partition i is received block i */
    RDD_COLLECTION, /* partition i is a slice of a list of the program's */
    RDD_NARROW,     /* partition i is partition i of the parent, through a function */
    RDD_UNION,      /* the partitions of the parents, one parent after the other */
    RDD_ALIGNED_UNION, /* partition i is partitions i of all parents, one after the
                          other */
    RDD_SHUFFLED,      /* values combined by key, fetched through a shuffle */
    RDD_COMBINED       /* the same where the parent is partitioned alike: no shuffle */
} RddKind;

/* NARROW(constant, Spark's name, keeps the partitioner) */
#define NARROW_OPS(NARROW)                \
    NARROW(NARROW_MAP, "map", 0)          \
    NARROW(NARROW_FLAT_MAP, "flatMap", 0) \
    NARROW(NARROW_FILTER, "filter", 1)

typedef enum NarrowOp {
#define NARROW(name, text, keeps) name,
    NARROW_OPS(NARROW)
#undef NARROW
        NARROW_COUNT
} NarrowOp;

/* False if no operator has that name. */
bool narrow_find(const char *name, NarrowOp *op);
const char *narrow_name(NarrowOp op);

typedef struct Rdd {
    RddId id;
    RddKind kind;
    const char *op;  /* the operator that made it, for people; borrowed, static or
                        interned */
    StreamId stream; /* the DStream it belongs to, or STREAM_NONE */
    SimTime batch;   /* its time, if it belongs to a DStream */
    int partitions;
    int partitioner; /* HashPartitioner(n), or 0 for none */
    StorageLevel level;
    FuncId func;     /* RDD_NARROW: its function; RDD_SHUFFLED, RDD_COMBINED: f(a, b) */
    NarrowOp narrow; /* RDD_NARROW */
    int shuffle;     /* RDD_SHUFFLED: number of its shuffle, else -1 */
    RddId *parents;
    int n_parents;
    BlockId *blocks; /* RDD_BLOCKS: one a partition */
    Buffer *slices;  /* RDD_COLLECTION: one a partition */
    bool marked;     /* for rdds_sweep */
} Rdd;

typedef struct RddSet {
    Rdd **items; /* ascending by id */
    int count;
    int capacity;
    RddId next_id;
    int next_shuffle;
    int swept_count; /* how many were left by the last sweep */
} RddSet;

void rdds_free(RddSet *set);

/* The RDD of an id; NULL if it was swept or never was. */
Rdd *rdds_find(const RddSet *set, RddId id);

/* Each makes an RDD and returns it; `op` is borrowed for ever. */
Rdd *rdds_add_blocks(RddSet *set, const char *op, const BlockId *blocks, int count);
/* Takes the n slices (leaves the buffers empty). */
Rdd *rdds_add_collection(RddSet *set, const char *op, Buffer *slices, int n);
Rdd *rdds_add_narrow(RddSet *set, RddId parent, NarrowOp narrow, FuncId func);
/* Spark: SparkContext.union: leaves out RDDs without partitions; aligned if all that
 * remain have one partitioner. */
Rdd *rdds_add_union(RddSet *set, const char *op, const RddId *parents, int n);
/* Spark: UnionRDD: as given, nothing left out, never aligned. */
Rdd *rdds_add_plain_union(RddSet *set, const char *op, const RddId *parents, int n);
/* Spark: combineByKey with HashPartitioner(n), n >= 1: no shuffle if the parent has an
 * equal partitioner. */
Rdd *rdds_add_reduced(RddSet *set, const char *op, RddId parent, FuncId func, int n);

/* The parent partition that partition `index` of an RDD_UNION stands for. */
void rdd_union_locate(const RddSet *set, const Rdd *rdd, int index, RddId *parent,
    int *partition);

/* Frees every RDD that is neither marked by `mark_roots` nor an ancestor of one that
 * is, together with its blocks (shuffle output, kept partitions). mark_roots calls
 * rdd_mark. Cheap to call often: does nothing until the set has doubled since the last
 * time. */
typedef void MarkRootsFn(void *subject, RddSet *set);
void rdds_sweep(RddSet *set, BlockManager *blocks, MarkRootsFn *mark_roots,
    void *subject);
void rdd_mark(RddSet *set, RddId id);

/* Forgets the kept partitions of an RDD (Spark: unpersist). */
void rdd_drop_kept(const Rdd *rdd, BlockManager *blocks);

#endif
