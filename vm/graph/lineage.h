/* vm/graph/lineage.h -- making RDDs of RDDs.
 * Spark: the methods of RDD and PairRDDFunctions that extend a lineage.
 *
 * Each maker adds an RDD to the set and returns it, borrowed; `site` says for which
 * operator of the program. An operator that is made of several steps in Spark is made
 * of the same steps here, since every RDD takes a number. Partitioners are shared. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_LINEAGE_H
#define SLUICE_GRAPH_LINEAGE_H

#include "vm/graph/rdd.h"

/* What a batch has of a receiver's stream. */
Rdd *rdds_add_received(RddSet *set, const CallSite *site, const ReceivedBlocks *blocks);
Rdd *rdds_add_blocks(RddSet *set, const CallSite *site, const BlockId *blocks,
    int count);
/* Takes the n slices (leaves the buffers empty). */
Rdd *rdds_add_collection(RddSet *set, const CallSite *site, Buffer *slices, int n);
/* Takes the ranges and slices (leaves *data empty). */
Rdd *rdds_add_messages(RddSet *set, const CallSite *site, RangeData *data);
/* A collection without partitions, which Spark refuses when it is used. */
Rdd *rdds_add_impossible(RddSet *set, const CallSite *site);
Rdd *rdds_add_empty(RddSet *set, const CallSite *site);
/* Takes the splits (leaves the list empty). `missing` (copied) says why there is
 * nothing to read, or is NULL. */
Rdd *rdds_add_text(RddSet *set, const CallSite *site, TextSplits *splits,
    const Err *missing);

/* Takes work->starts. */
Rdd *rdds_add_narrow(RddSet *set, const CallSite *site, RddId parent,
    const NarrowWork *work);
static inline Rdd *rdds_add_plain_narrow(RddSet *set, const CallSite *site,
    RddId parent, NarrowOp op, FuncId func)
{
    NarrowWork work = {.op = op, .func = func, .inverse = FUNC_NONE};
    return rdds_add_narrow(set, site, parent, &work);
}

/* Spark: SparkContext.union: leaves out RDDs without partitions; aligned if all that
 * remain have one partitioner. */
Rdd *rdds_add_union(RddSet *set, const CallSite *site, const RddId *parents, int n);
/* Spark: UnionRDD: as given, nothing left out, never aligned. */
Rdd *rdds_add_plain_union(RddSet *set, const CallSite *site, const RddId *parents,
    int n);
/* Spark: CoalescedRDD: at most n partitions, n >= 1 (vm/graph/coalesce.h). */
Rdd *rdds_add_coalesced(RddSet *set, const CallSite *site, RddId parent, int n);

/* Spark: combineByKey: no shuffle if the parent has an equal partitioner. */
Rdd *rdds_add_combined(RddSet *set, const CallSite *site, RddId parent,
    const Aggregator *aggregator, Partitioner *partitioner);
/* Spark: partitionBy: the parent itself if it has an equal partitioner. */
Rdd *rdds_add_partitioned(RddSet *set, const CallSite *site, RddId parent,
    Partitioner *partitioner);
/* Spark: ShuffledRDD with a key ordering. */
Rdd *rdds_add_sorted(RddSet *set, const CallSite *site, RddId parent,
    Partitioner *partitioner, KeyOrder order);
/* Spark: CoGroupedRDD, SubtractedRDD: narrow where a parent has an equal partitioner.
 */
Rdd *rdds_add_cogrouped(RddSet *set, const CallSite *site, const RddId *parents, int n,
    Partitioner *partitioner);
Rdd *rdds_add_subtracted(RddSet *set, const CallSite *site, RddId left, RddId right,
    Partitioner *partitioner);
Rdd *rdds_add_cartesian(RddSet *set, const CallSite *site, RddId left, RddId right);
/* Two to four parents. Without a function records are paired; else it gets the list of
 * each partition. `work` has the function, and whether the partitioner of the first
 * parent is kept. */
Rdd *rdds_add_zipped(RddSet *set, const CallSite *site, const RddId *parents, int n,
    const NarrowWork *work);

/* mapWithState: a state that holds the pairs of `parent`, which has the partitioner
 * already; the state that `data` makes of `previous`. */
Rdd *rdds_add_initial_state(RddSet *set, const CallSite *site, RddId parent,
    SimTime time);
Rdd *rdds_add_state(RddSet *set, const CallSite *site, RddId previous, RddId data,
    const StateWork *work);

/* An RDD of n partitions whose files are in a folder (copied). */
Rdd *rdds_add_checkpoint(RddSet *set, const CallSite *site, const char *folder, int n,
    Partitioner *partitioner);

/* The partitioner that RDD-level operators take without being told (10.6), a new
 * reference: that of the largest parent that has one, if it is large enough, else
 * HashPartitioner(parallelism), or of the largest parent's partitions if parallelism is
 * 0, which means that spark.default.parallelism is not set. */
Partitioner *rdds_default_partitioner(const RddSet *set, const RddId *parents, int n,
    int parallelism);

/* The parent partition that partition `index` of an RDD_UNION stands for. */
void rdd_union_locate(const RddSet *set, const Rdd *rdd, int index, RddId *parent,
    int *partition);

/* Spark: RDD.toString, "MapPartitionsRDD[3] at map at words.lua:7". */
void rdd_append_text(Buffer *out, const Rdd *rdd);
/* Spark: RDD.toDebugString. */
void rdd_append_lineage(Buffer *out, const RddSet *set, const Rdd *rdd,
    const BlockManager *blocks);

#endif
