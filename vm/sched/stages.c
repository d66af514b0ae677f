// SPDX-License-Identifier: MIT
#include "vm/sched/stages.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

typedef struct Cutter {
    StageList *stages;
    RddSet *rdds;
    const BlockManager *blocks;
    int *next_id;
} Cutter;

typedef struct IntList {
    int *items;
    int count;
    int capacity;
} IntList;

static void append(IntList *list, int item)
{
    list->items = mem_grow(list->items, &list->capacity, list->count + 1, sizeof item);
    list->items[list->count++] = item;
}

/* Shuffles, each once. */
typedef struct ShuffleList {
    const Shuffle **items;
    int count;
    int capacity;
} ShuffleList;

static void append_shuffle(ShuffleList *list, const Shuffle *shuffle)
{
    list->items =
        mem_grow(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = shuffle;
}

static bool all_kept(const BlockManager *blocks, const Rdd *rdd)
{
    if (rdd->level == LEVEL_NONE)
        return false;
    for (int i = 0; i < rdd->partitions; i++) {
        if (blocks_find(blocks, (BlockId){BLOCK_RDD, rdd->id, i}) == NULL)
            return false;
    }
    return true;
}

/* The shuffles that are reached from `id` without crossing another one. With
 * `needed_only` the walk does not look behind an RDD whose partitions are all kept:
 * these are the stages that have to run first (Spark: getMissingParentStages). */
static void walk(const Cutter *cutter, RddId id, bool needed_only, ShuffleList *found)
{
    Rdd *rdd = rdds_get(cutter->rdds, id);
    if (rdd_is_seen(cutter->rdds, rdd) ||
        (needed_only && all_kept(cutter->blocks, rdd)))
        return;
    for (int i = 0; i < rdd->n_deps; i++) {
        if (rdd->deps[i].shuffle != NULL)
            append_shuffle(found, rdd->deps[i].shuffle);
        else
            walk(cutter, rdd->deps[i].parent, needed_only, found);
    }
}

static ShuffleList find_shuffles(const Cutter *cutter, RddId id, bool needed_only)
{
    ShuffleList found = {0};
    rdds_begin_walk(cutter->rdds);
    walk(cutter, id, needed_only, &found);
    return found;
}

static int find_map_stage(const StageList *stages, const Shuffle *shuffle)
{
    for (int i = 0; i < stages->count; i++) {
        if (stages->items[i].shuffle == shuffle)
            return i;
    }
    return -1;
}

static Stage *add_stage(Cutter *cutter, RddId rdd, const Shuffle *shuffle)
{
    StageList *stages = cutter->stages;
    stages->items = mem_grow(stages->items, &stages->capacity, stages->count + 1,
        sizeof *stages->items);
    Stage *stage = &stages->items[stages->count++];
    *stage = (Stage){.id = (*cutter->next_id)++, .rdd = rdd, .shuffle = shuffle};
    return stage;
}

static int add_map_stage(Cutter *cutter, const Shuffle *shuffle);

/* Makes the map stages that an RDD's stage waits for; returns their positions. */
static IntList add_parents(Cutter *cutter, RddId rdd)
{
    ShuffleList shuffles = find_shuffles(cutter, rdd, false);
    IntList parents = {0};
    for (int i = 0; i < shuffles.count; i++)
        append(&parents, add_map_stage(cutter, shuffles.items[i]));
    mem_free(shuffles.items);
    return parents;
}

int stages_find_missing(Stage *stage, const RddSet *rdds, const BlockManager *blocks)
{
    IntList missing = {0};
    int partitions = rdds_get(rdds, stage->rdd)->partitions;
    for (int i = 0; i < partitions; i++) {
        BlockId output = {BLOCK_SHUFFLE, stage->shuffle->id, i};
        if (blocks_find(blocks, output) == NULL)
            append(&missing, i);
    }
    mem_free(stage->partitions);
    stage->partitions = missing.items;
    stage->n_partitions = missing.count;
    return missing.count;
}

static int add_map_stage(Cutter *cutter, const Shuffle *shuffle)
{
    int known = find_map_stage(cutter->stages, shuffle);
    if (known >= 0)
        return known;

    IntList parents = add_parents(cutter, shuffle->parent);
    Stage *stage = add_stage(cutter, shuffle->parent, shuffle);
    stage->parents = parents.items;
    stage->n_parents = parents.count;
    if (stages_find_missing(stage, cutter->rdds, cutter->blocks) == 0)
        stage->state = STAGE_DONE;
    return cutter->stages->count - 1;
}

/* Marks what has to run before a stage. A map stage whose output is complete is
 * skipped, and so is all that only it needs. */
static void mark_needed(Cutter *cutter, int position)
{
    Stage *stage = &cutter->stages->items[position];
    if (stage->needed)
        return;
    stage->needed = true;

    ShuffleList shuffles = find_shuffles(cutter, stage->rdd, true);
    for (int i = 0; i < shuffles.count; i++) {
        int at = find_map_stage(cutter->stages, shuffles.items[i]);
        if (cutter->stages->items[at].state != STAGE_DONE)
            mark_needed(cutter, at);
    }
    mem_free(shuffles.items);
}

void stages_cut(StageList *stages, RddSet *rdds, const BlockManager *blocks, RddId rdd,
    const int *partitions, int n, int *next_id)
{
    Cutter cutter = {stages, rdds, blocks, next_id};
    IntList parents = add_parents(&cutter, rdd);
    Stage *result = add_stage(&cutter, rdd, NULL);
    result->parents = parents.items;
    result->n_parents = parents.count;
    result->partitions =
        n > 0 ? mem_copy(partitions, (size_t)n * sizeof *partitions) : NULL;
    result->n_partitions = n;
    mark_needed(&cutter, stages->count - 1);
}

void stages_renew(StageList *stages, RddSet *rdds, const BlockManager *blocks,
    StageState lost)
{
    Cutter cutter = {stages, rdds, blocks, NULL};
    for (int i = 0; i < stages->count; i++) {
        Stage *stage = &stages->items[i];
        stage->needed = false;
        if (stage->shuffle == NULL || stage->state == STAGE_RUNNING)
            continue;
        int missing = stages_find_missing(stage, rdds, blocks);
        if (missing == 0)
            stage->state = STAGE_DONE;
        else if (stage->state == STAGE_DONE)
            stage->state = lost;
    }
    mark_needed(&cutter, stages->count - 1);
}

void stages_free(StageList *stages)
{
    for (int i = 0; i < stages->count; i++) {
        mem_free(stages->items[i].pending);
        mem_free(stages->items[i].parents);
        mem_free(stages->items[i].partitions);
    }
    mem_free(stages->items);
    memset(stages, 0, sizeof *stages);
}
