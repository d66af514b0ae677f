/* vm/graph/coalesce.h -- which partitions a coalesced RDD puts together.
 * Spark: DefaultPartitionCoalescer; RDD.preferredLocations, as far as it decides that.
 *
 * It is settled when the RDD is first used: where no partition of the parent lies
 * anywhere yet, neighbours go together; else partitions are dealt, with Spark's random
 * numbers. Simplified: everything lies on one host. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_GRAPH_COALESCE_H
#define SLUICE_GRAPH_COALESCE_H

#include "vm/graph/rdd.h"

/* Settles every coalesced RDD that `id` depends on and that is not settled. Where a
 * kept partition lies is known from the job on that follows `last_job`, in which Spark
 * looked before the tasks ran. */
void rdds_settle(RddSet *set, RddId id, const BlockManager *blocks, int last_job);

/* The partitions of the parent that partition `index` is made of, borrowed, and how
 * many. */
const int *rdd_coalesced_parts(const Rdd *rdd, int index, int *count);

#endif
