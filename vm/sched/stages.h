/* vm/sched/stages.h -- a job, cut into stages.
 * Spark: DAGScheduler (semantics 10.2).
 *
 * A stage ends at a shuffle or with the job's action. Every stage of the lineage takes
 * a number, also one that is skipped because its shuffle output is there already. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_STAGES_H
#define SLUICE_SCHED_STAGES_H

#include <stdbool.h>

#include "vm/graph/rdd.h"

typedef struct Stage {
    int id;
    RddId rdd;              /* its last RDD */
    const Shuffle *shuffle; /* see StageWork */
    int *parents;           /* positions in the list of stages */
    int n_parents;
    int *partitions; /* those it computes */
    int n_partitions;
    bool needed; /* false: skipped */
    bool submitted;
    int left; /* tasks that have not ended */
} Stage;

typedef struct StageList {
    Stage *items; /* parents first; the last one is the result stage */
    int count;
    int capacity;
} StageList;

/* Cuts a job over the given partitions of an RDD into stages and numbers them from
 * *next_id on. Map stages compute the partitions whose output is missing. */
void stages_cut(StageList *stages, RddSet *rdds, const BlockManager *blocks, RddId rdd,
    const int *partitions, int n, int *next_id);
void stages_free(StageList *stages);

#endif
