/* tests/unit/make_rdd.h -- short ways to make the RDDs and streams that tests need.
 *
 * Everything is made at line 7 of "program.lua". */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_TESTS_UNIT_MAKE_RDD_H
#define SLUICE_TESTS_UNIT_MAKE_RDD_H

#include "vm/graph/lineage.h"

static inline CallSite made_by(const char *op)
{
    return (CallSite){op, {"program.lua", 7}};
}

static inline RddId make_narrow(RddSet *set, RddId parent, NarrowOp op, FuncId func)
{
    CallSite site = made_by(narrow_name(op));
    return rdds_add_plain_narrow(set, &site, parent, op, func)->id;
}

static inline RddId make_map(RddSet *set, RddId parent, FuncId func)
{
    return make_narrow(set, parent, NARROW_MAP, func);
}

/* n partitions with nothing in them. */
static inline RddId make_source(RddSet *set, int n)
{
    CallSite site = made_by("parallelize");
    Buffer slices[64] = {{0}};
    return rdds_add_collection(set, &site, slices, n)->id;
}

static inline RddId make_blocks(RddSet *set, const BlockId *blocks, int n)
{
    CallSite site = made_by("socketTextStream");
    return rdds_add_blocks(set, &site, blocks, n)->id;
}

static inline RddId make_union(RddSet *set, const RddId *parents, int n)
{
    CallSite site = made_by("union");
    return rdds_add_union(set, &site, parents, n)->id;
}

/* reduceByKey: combined on both sides. */
static inline Aggregator make_reducing(FuncId func)
{
    return (Aggregator){.kind = AGGREGATE_REDUCE,
        .map_side = true,
        .create = FUNC_NONE,
        .merge = func,
        .join = FUNC_NONE};
}

static inline RddId make_reduced(RddSet *set, RddId parent, FuncId func, int n)
{
    CallSite site = made_by("reduceByKey");
    Aggregator reducing = make_reducing(func);
    Partitioner *hash = partitioner_new_hash(n);
    RddId made = rdds_add_combined(set, &site, parent, &reducing, hash)->id;
    partitioner_release(hash);
    return made;
}

/* partitionBy into n. */
static inline RddId make_partitioned(RddSet *set, RddId parent, int n)
{
    CallSite site = made_by("partitionBy");
    Partitioner *hash = partitioner_new_hash(n);
    RddId made = rdds_add_partitioned(set, &site, parent, hash)->id;
    partitioner_release(hash);
    return made;
}

static inline RddId make_cogrouped(RddSet *set, RddId left, RddId right, int n)
{
    CallSite site = made_by("cogroup");
    Partitioner *hash = partitioner_new_hash(n);
    const RddId parents[] = {left, right};
    RddId made = rdds_add_cogrouped(set, &site, parents, 2, hash)->id;
    partitioner_release(hash);
    return made;
}

static inline RddId parent_of(const Rdd *rdd, int number)
{
    return rdd->deps[number].parent;
}

/* The shuffle through which an RDD reads its parent of that number; NULL if it does
 * not. */
static inline const Shuffle *shuffle_of(const RddSet *set, RddId rdd, int number)
{
    return rdds_get(set, rdd)->deps[number].shuffle;
}

/* -1 if its records are not partitioned by key. */
static inline int keys_in(const Rdd *rdd)
{
    return rdd->partitioner != NULL ? rdd->partitioner->n : -1;
}

#endif
