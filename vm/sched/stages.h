/* vm/sched/stages.h -- a job, cut into stages.
 * Spark: DAGScheduler (semantics 10.2).
 *
 * A stage ends at a shuffle or with the job's action. Every stage of the lineage takes
 * a number, also one that is skipped because its shuffle output is there already. When
 * output is lost, a stage runs again for what is missing, as a further attempt. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_SCHED_STAGES_H
#define SLUICE_SCHED_STAGES_H

#include <stdbool.h>

#include "vm/graph/rdd.h"

typedef enum StageState {
    STAGE_WAITING, /* runs once those before it are done, if it is needed */
    STAGE_RUNNING,
    STAGE_FAILED, /* could not fetch, or lost its output; waits to be submitted again */
    STAGE_DONE    /* all its output is there */
} StageState;

typedef struct Stage {
    int id;
    RddId rdd;              /* its last RDD */
    const Shuffle *shuffle; /* see StageWork */
    int *parents;           /* positions in the list of stages */
    int n_parents;
    int *partitions; /* those it computes, of the last attempt or the next */
    int n_partitions;
    bool needed; /* false: skipped */
    StageState state;
    int attempts;  /* submitted so far */
    int n_failed;  /* attempts that could not fetch, one after the other */
    bool *pending; /* by slot (see Task): its output is not there yet */
    int left;      /* how many of them */
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

/* Output was lost: looks again which partitions are missing, and which stages are
 * needed. Stages that were done and are not become `lost`, STAGE_WAITING or
 * STAGE_FAILED. Stages that run, and the last one's partitions, stay as they are. */
void stages_renew(StageList *stages, RddSet *rdds, const BlockManager *blocks,
    StageState lost);

/* Lists the partitions of a map stage whose output is missing; returns how many. */
int stages_find_missing(Stage *stage, const RddSet *rdds, const BlockManager *blocks);

void stages_free(StageList *stages);

#endif
