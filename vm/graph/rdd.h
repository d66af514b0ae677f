/* vm/graph/rdd.h -- RDDs: what a partition is made from.
 * Spark: RDD and its subclasses, Dependency, Aggregator.
 *
 * An RDD is immutable and describes how its partitions are computed; the data is made
 * by tasks. The set owns its RDDs and numbers them as a SparkContext does. RDDs that
 * nothing can reach any more are freed by rdds_sweep. Pointers to an RDD are borrowed
 * and stay valid until the next sweep. The makers are in vm/graph/lineage.h. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_RDD_H
#define SLUICE_GRAPH_RDD_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"
#include "vm/graph/ids.h"
#include "vm/graph/partitioner.h"
#include "vm/sim/clock.h"
#include "vm/sim/trace.h"
#include "vm/store/blocks.h"
#include "vm/store/log_record.h"
#include "vm/store/record.h"
#include "vm/store/text_input.h"

/* KIND(constant, Spark's class, what a partition is) */
#define RDD_KINDS(KIND)                                                            \
    /* received block i */                                                         \
    KIND(RDD_BLOCKS, "BlockRDD")                                                   \
    /* a slice of a list of the program's */                                       \
    KIND(RDD_COLLECTION, "ParallelCollectionRDD")                                  \
    /* nothing: there is no partition */                                           \
    KIND(RDD_EMPTY, "EmptyRDD")                                                    \
    /* the lines of a part of a file */                                            \
    KIND(RDD_TEXT, "HadoopRDD")                                                    \
    /* messages of a partition of a topic, from one offset to another */           \
    KIND(RDD_MESSAGES, "KafkaRDD")                                                 \
    /* partition i of the parent, through an operator */                           \
    KIND(RDD_NARROW, "MapPartitionsRDD")                                           \
    /* the partitions of the parents, one parent after the other */                \
    KIND(RDD_UNION, "UnionRDD")                                                    \
    /* partitions i of all parents, one after the other */                         \
    KIND(RDD_ALIGNED_UNION, "PartitionerAwareUnionRDD")                            \
    /* several partitions of the parent, one after the other */                    \
    KIND(RDD_COALESCED, "CoalescedRDD")                                            \
    /* what a shuffle brings together, combined by key or sorted */                \
    KIND(RDD_SHUFFLED, "ShuffledRDD")                                              \
    /* values combined by key where the parent is partitioned alike: no shuffle */ \
    KIND(RDD_COMBINED, "MapPartitionsRDD")                                         \
    /* for each key the values of every parent */                                  \
    KIND(RDD_COGROUPED, "CoGroupedRDD")                                            \
    /* the pairs of the first parent whose key the second has not */               \
    KIND(RDD_SUBTRACTED, "SubtractedRDD")                                          \
    /* every record of one partition with every record of another */               \
    KIND(RDD_CARTESIAN, "CartesianRDD")                                            \
    /* partitions i of two parents, record by record */                            \
    KIND(RDD_ZIPPED, "ZippedPartitionsRDD2")                                       \
    /* the state that pairs begin with; see RDD_STATE */                           \
    KIND(RDD_STATE_INITIAL, "MapPartitionsRDD")                                    \
    /* mapWithState: the state after a batch, and what the function returned */    \
    KIND(RDD_STATE, "MapWithStateRDD")                                             \
    /* a file of a data checkpoint */                                              \
    KIND(RDD_CHECKPOINT, "ReliableCheckpointRDD")

typedef enum RddKind {
#define KIND(name, text) name,
    RDD_KINDS(KIND)
#undef KIND
} RddKind;

/* NARROW(constant, the name that the API uses, Spark's class, keeps the partitioner)
 * Those that other operators are made of have names that no program sees. */
#define NARROW_OPS(NARROW)                                                          \
    NARROW(NARROW_MAP, "map", "MapPartitionsRDD", 0)                                \
    NARROW(NARROW_FLAT_MAP, "flatMap", "MapPartitionsRDD", 0)                       \
    NARROW(NARROW_FILTER, "filter", "MapPartitionsRDD", 1)                          \
    NARROW(NARROW_MAP_VALUES, "mapValues", "MapPartitionsRDD", 1)                   \
    NARROW(NARROW_FLAT_MAP_VALUES, "flatMapValues", "MapPartitionsRDD", 1)          \
    NARROW(NARROW_MAP_PARTITIONS, "mapPartitions", "MapPartitionsRDD", 0)           \
    NARROW(NARROW_MAP_INDEXED, "mapPartitionsWithIndex", "MapPartitionsRDD", 0)     \
    NARROW(NARROW_GLOM, "glom", "MapPartitionsRDD", 0)                              \
    NARROW(NARROW_KEYS, "keys", "MapPartitionsRDD", 0)                              \
    NARROW(NARROW_VALUES, "values", "MapPartitionsRDD", 0)                          \
    NARROW(NARROW_KEY_BY, "keyBy", "MapPartitionsRDD", 0)                           \
    NARROW(NARROW_SAMPLE, "sample", "PartitionwiseSampledRDD", 0)                   \
    /* the records that draw a number from low to high */                           \
    NARROW(NARROW_CELL, "random cell", "MapPartitionsRDD", 1)                       \
    /* how many records a partition has, and a sample of at most `number` */        \
    NARROW(NARROW_SKETCH, "sketch", "MapPartitionsRDD", 0)                          \
    /* record i of partition p with starts[p] + i */                                \
    NARROW(NARROW_ZIP_INDEX, "zipWithIndex", "ZippedWithIndexRDD", 0)               \
    /* x as (x, null), (x, 1); (null, 1), (null, x) */                              \
    NARROW(NARROW_WITH_NULL, "with null", "MapPartitionsRDD", 0)                    \
    NARROW(NARROW_WITH_ONE, "with one", "MapPartitionsRDD", 0)                      \
    /* a pair with 1 for its value */                                               \
    NARROW(NARROW_ONE_VALUE, "one value", "MapPartitionsRDD", 1)                    \
    NARROW(NARROW_NULL_AND_ONE, "null and one", "MapPartitionsRDD", 0)              \
    NARROW(NARROW_NULL_AND_VALUE, "null and value", "MapPartitionsRDD", 0)          \
    /* repartition: a position as key, so that a shuffle spreads the records */     \
    NARROW(NARROW_DISTRIBUTE, "distribute", "MapPartitionsRDD", 0)                  \
    /* the record itself; the step in which Spark names the sides of a cogroup, and \
     * what joins make of the values of both sides */                               \
    NARROW(NARROW_SAME, "same", "MapPartitionsRDD", 1)                              \
    NARROW(NARROW_DISTINCT, "distinct", "MapPartitionsRDD", 1)                      \
    NARROW(NARROW_JOIN, "join", "MapPartitionsRDD", 1)                              \
    NARROW(NARROW_LEFT_JOIN, "leftOuterJoin", "MapPartitionsRDD", 1)                \
    NARROW(NARROW_RIGHT_JOIN, "rightOuterJoin", "MapPartitionsRDD", 1)              \
    NARROW(NARROW_FULL_JOIN, "fullOuterJoin", "MapPartitionsRDD", 1)                \
    /* keys that all sides have */                                                  \
    NARROW(NARROW_ALL_SIDES, "all sides", "MapPartitionsRDD", 1)                    \
    /* updateStateByKey: f(values, state); f(time, key, values, state); f(list) */  \
    NARROW(NARROW_UPDATE, "update", "MapPartitionsRDD", 0)                          \
    NARROW(NARROW_UPDATE_TIMED, "update timed", "MapPartitionsRDD", 0)              \
    NARROW(NARROW_UPDATE_LIST, "update list", "MapPartitionsRDD", 0)                \
    /* reduceByKeyAndWindow: previous window, what left it, what entered */         \
    NARROW(NARROW_INVERSE, "inverse", "MapPartitionsRDD", 1)                        \
    /* mapWithState: what the function returned; keys and states */                 \
    NARROW(NARROW_STATE_MAPPED, "state mapped", "MapPartitionsRDD", 0)              \
    NARROW(NARROW_STATE_PAIRS, "state pairs", "MapPartitionsRDD", 0)

typedef enum NarrowOp {
#define NARROW(name, text, type, keeps) name,
    NARROW_OPS(NARROW)
#undef NARROW
        NARROW_COUNT
} NarrowOp;

/* False if no operator has that name. */
bool narrow_find(const char *name, NarrowOp *op);
const char *narrow_name(NarrowOp op);

/* What a narrow operator does with a partition. */
typedef struct NarrowWork {
    NarrowOp op;
    FuncId func;     /* its function, or FUNC_NONE */
    FuncId inverse;  /* NARROW_INVERSE: the inverse function */
    bool keeps;      /* keeps the partitioner though the operator need not */
    int64_t number;  /* DISTRIBUTE: partitions; INVERSE: batches that leave; SAMPLE and
                        CELL: seed; SKETCH: keys of a partition */
    double fraction; /* SAMPLE */
    double low;      /* CELL */
    double high;
    bool replaced;   /* SAMPLE: with replacement */
    int64_t *starts; /* by partition: ZIP_INDEX: the first index; SAMPLE: the number of
                      * its seed, or NULL; owned by the RDD */
} NarrowWork;

typedef enum AggregatorKind {
    AGGREGATE_NONE,    /* records stay as they are */
    AGGREGATE_REDUCE,  /* merge(a, b), of values and of partial results */
    AGGREGATE_COMBINE, /* create(v), merge(c, v), join(c, c) */
    AGGREGATE_FIRST,   /* the first value; of distinct */
    AGGREGATE_SUM,     /* the sum of whole numbers; of count and countByValue */
    AGGREGATE_GROUP,   /* the list of values */
    AGGREGATE_CONCAT   /* values are lists: one list of all their items */
} AggregatorKind;

/* What becomes of the values of a key. */
typedef struct Aggregator {
    AggregatorKind kind;
    bool map_side; /* combined before the shuffle, too */
    FuncId create;
    FuncId merge;
    FuncId join;
    RecordTag list; /* GROUP, CONCAT: as which container it prints */
} Aggregator;

typedef enum KeyOrder { ORDER_NONE, ORDER_ASCENDING, ORDER_DESCENDING } KeyOrder;

/* Spark: ShuffleDependency. Belongs to the RDD that reads it. */
typedef struct Shuffle {
    int id;
    RddId parent; /* whose records are shuffled */
    RddId reader;
    Partitioner *partitioner;
    Aggregator aggregator;
    KeyOrder order; /* in which the reader sorts its partition */
} Shuffle;

typedef struct Dependency {
    RddId parent;
    Shuffle *shuffle; /* NULL: narrow */
} Dependency;

/* mapWithState. */
typedef struct StateWork {
    FuncId func;       /* FUNC_NONE: changes nothing (the initial state) */
    SimTime time;      /* of the batch */
    SimTime threshold; /* keys last touched before it time out; TIME_NEVER: none do */
    bool timed;        /* f(time, key, value, state) -> nothing or a record */
    bool times_out;    /* a timeout was asked for */
    bool full_scan;    /* keys time out in this batch (5.6): it is checkpointed */
} StateWork;

/* The blocks of a batch of one receiver's stream, as its RDD is made of them. Where the
 * receiver writes a log, each block can be read there, too, and some only there. */
typedef struct ReceivedBlocks {
    const BlockId *ids;
    int count;
    bool is_logged; /* Spark: WriteAheadLogBackedBlockRDD */
    const char *folder;
    const LogSegment *segments;
    const bool *only_logged; /* the id of the block means nothing any more */
} ReceivedBlocks;

/* RDD_BLOCKS whose blocks are in a log. */
typedef struct BlockLog {
    char *folder;
    LogSegment *segments; /* one a partition */
    bool *only;           /* the same: it is nowhere else */
} BlockLog;
/* No cost of its own: that of the settings. */
enum { COST_UNSET = -1 };

/* The messages [from, until) of a partition of a topic. */
typedef struct OffsetRange {
    const char *topic; /* borrowed from the log, which outlives the RDDs */
    int partition;
    int64_t from;
    int64_t until;
} OffsetRange;

/* What an RDD_MESSAGES is made of: n ranges, and their records. */
typedef struct RangeData {
    OffsetRange *ranges;
    Buffer *slices;
    int n;
} RangeData;

typedef struct Rdd {
    RddId id;
    int number; /* Spark's: each application counts from 0 */
    RddKind kind;
    const char *type; /* Spark's class */
    CallSite site;
    const char *name; /* from setName, or NULL; borrowed for ever */
    StreamId stream;  /* the DStream it belongs to, or STREAM_NONE */
    SimTime batch;    /* its time, if it belongs to a DStream, else -1 */
    int partitions;
    SimTime cost;             /* of each record that its function gets, or COST_UNSET */
    Partitioner *partitioner; /* NULL for none */
    StorageLevel level;
    bool level_is_set; /* a level once set cannot be changed */
    Dependency *deps;
    int n_deps;
    int depth; /* how many RDDs are made one of the other up to it, at most */

    NarrowWork narrow;     /* RDD_NARROW */
    Aggregator aggregator; /* RDD_SHUFFLED, RDD_COMBINED */
    StateWork state;       /* RDD_STATE, RDD_STATE_INITIAL */
    BlockId *blocks;       /* RDD_BLOCKS: one a partition */
    BlockLog *log;         /* RDD_BLOCKS, or NULL */
    bool blocks_removed;   /* RDD_BLOCKS: they went with their batch */
    Buffer *slices;        /* RDD_COLLECTION, RDD_MESSAGES: one a partition */
    OffsetRange *ranges;   /* RDD_MESSAGES: one a partition */
    TextSplits splits;     /* RDD_TEXT: one a partition */
    Err *missing;          /* why it cannot be computed: no such file; or NULL */
    char *folder;          /* RDD_CHECKPOINT: where its files are */
    int *parts;            /* RDD_COALESCED, once settled (vm/graph/coalesce.h): */
    int *part_starts;      /* the parent's partitions, group by group */

    bool checkpoint_wanted; /* marked; written by the next job that uses it */
    bool checkpoint_tried;  /* a job looked whether it or its parents are marked */
    bool checkpointed;      /* its only dependency is an RDD_CHECKPOINT */
    Dependency *former;     /* what it had before, while jobs may use it; or NULL */
    int n_former;
    int former_job; /* only jobs before this one may */
    bool marked;    /* for rdds_sweep */
    int64_t seen;   /* for walks; see rdds_begin_walk */
} Rdd;

/* On whose behalf RDDs are made. */
typedef struct RddScope {
    StreamId stream;
    SimTime batch;
    SimTime cost;
} RddScope;

typedef struct RddSet {
    Rdd **items; /* ascending by id */
    int count;
    int capacity;
    RddId first_id; /* of this application; ids go on when one follows another */
    RddId next_id;
    int next_shuffle;
    int swept_count;     /* what was left by the last sweep: RDDs, */
    int64_t swept_bytes; /* and the bytes of all blocks */
    int64_t walk;
    bool has_messages;  /* there was an RDD_MESSAGES: records may be unable to travel */
    int n_former;       /* RDDs with former dependencies */
    int unsettled;      /* coalesced RDDs whose groups are not known yet */
    RddScope scope;     /* of the RDDs that are made now */
    Trace *trace;       /* borrowed; NULL: new RDDs are not traced */
    const Clock *clock; /* borrowed */
} RddSet;

void rdds_init(RddSet *set, Trace *trace, const Clock *clock);
void rdds_free(RddSet *set);

/* The RDD of an id; NULL if it was swept or never was. */
Rdd *rdds_find(const RddSet *set, RddId id);
Rdd *rdds_get(const RddSet *set, RddId id); /* CHECKs that it is there */

/* A walk over a lineage, which is a graph and not a tree: rdd_is_seen tells whether
 * this walk met the RDD before, and notes it. One walk at a time. */
void rdds_begin_walk(RddSet *set);
bool rdd_is_seen(const RddSet *set, Rdd *rdd);

/* Calls `visit` with each function that computing a partition of the RDD calls, except
 * those of its parents and of shuffles; the same of an aggregator. */
typedef void VisitFunctionFn(void *subject, FuncId func);
void rdd_visit_functions(const Rdd *rdd, VisitFunctionFn *visit, void *subject);
void aggregator_visit_functions(const Aggregator *aggregator, VisitFunctionFn *visit,
    void *subject);

bool rdd_has_function(const Rdd *rdd); /* whether it calls any */

/* An RDD in the lineage of `id` that cannot be computed; NULL if there is none. */
const Rdd *rdds_find_missing(RddSet *set, RddId id);

/* ERR_STACK_OVERFLOW if so many RDDs of its lineage are made one of the other that no
 * recursion along it may be tried. */
bool rdds_check_depth(const RddSet *set, RddId id, Err *err);

/* Frees every RDD that is neither marked by `mark_roots` nor an ancestor of one that
 * is, together with its blocks (shuffle output, kept partitions). mark_roots calls
 * rdd_mark. Cheap to call often: does nothing, and returns false, until the set or the
 * bytes of all blocks have doubled since the last time. */
typedef void MarkRootsFn(void *subject, RddSet *set);
bool rdds_sweep(RddSet *set, BlockManager *blocks, MarkRootsFn *mark_roots,
    void *subject);
void rdd_mark(RddSet *set, RddId id);

/* Whether so much is there that it pays to find out what the program can still reach.
 */
bool rdds_are_many(const RddSet *set, const BlockManager *blocks);

/* CHECKs that every parent is there, and that kept partitions and shuffle output belong
 * to RDDs that are. */
void rdds_check(const RddSet *set, const BlockManager *blocks);

/* Whether an RDD of the set reads this shuffle. */
bool rdds_have_shuffle(const RddSet *set, const Shuffle *shuffle);

/* Whether partitions of it may be kept: it has a level, or is a state, which is kept
 * without being asked to. */
bool rdd_may_be_kept(const Rdd *rdd);

/* Forgets the kept partitions of an RDD (Spark: unpersist). */
void rdd_drop_kept(const Rdd *rdd, BlockManager *blocks);

/* The RDD can be read from a data checkpoint from now on: `checkpoint` becomes its only
 * parent. What it was made from stays for jobs that began before job `next_job`. */
void rdd_set_checkpointed(RddSet *set, Rdd *rdd, RddId checkpoint, int next_job);

/* No job before `job` runs: lets go, with its shuffle output, what only those could use
 * of RDDs that were checkpointed. */
void rdds_drop_former(RddSet *set, BlockManager *blocks, int job);

#endif
