// SPDX-License-Identifier: MIT
#include "vm/sched/stages.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

typedef struct Cutter {
    StageList *stages;
    const RddSet *rdds;
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

static void append_new(IntList *list, int item)
{
    for (int i = 0; i < list->count; i++) {
        if (list->items[i] == item)
            return;
    }
    append(list, item);
}

static const Rdd *get(const RddSet *rdds, RddId id)
{
    const Rdd *rdd = rdds_find(rdds, id);
    CHECK(rdd != NULL);
    return rdd;
}

/* The shuffled RDDs that are reached from `id` without crossing another shuffle. A
 * lineage is a graph and not a tree, but an RDD that is met twice adds nothing. */
static void find_shuffles(const RddSet *rdds, RddId id, IntList *shuffled)
{
    const Rdd *rdd = get(rdds, id);
    if (rdd->kind == RDD_SHUFFLED) {
        append_new(shuffled, id);
        return;
    }
    for (int i = 0; i < rdd->n_parents; i++)
        find_shuffles(rdds, rdd->parents[i], shuffled);
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

/* The same, but not looking behind an RDD whose partitions are all kept: these are the
 * stages that have to run first (Spark: getMissingParentStages). */
static void find_needed(const Cutter *cutter, RddId id, IntList *shuffled)
{
    const Rdd *rdd = get(cutter->rdds, id);
    if (all_kept(cutter->blocks, rdd))
        return;
    if (rdd->kind == RDD_SHUFFLED) {
        append_new(shuffled, id);
        return;
    }
    for (int i = 0; i < rdd->n_parents; i++)
        find_needed(cutter, rdd->parents[i], shuffled);
}

static int find_map_stage(const StageList *stages, RddId shuffled)
{
    for (int i = 0; i < stages->count; i++) {
        if (stages->items[i].writes_for == shuffled)
            return i;
    }
    return -1;
}

static Stage *add_stage(Cutter *cutter, RddId rdd, RddId writes_for)
{
    StageList *stages = cutter->stages;
    stages->items = mem_grow(stages->items, &stages->capacity, stages->count + 1,
        sizeof *stages->items);
    Stage *stage = &stages->items[stages->count++];
    *stage = (Stage){.id = (*cutter->next_id)++, .rdd = rdd, .writes_for = writes_for};
    return stage;
}

static int add_map_stage(Cutter *cutter, RddId shuffled_id);

/* Makes the map stages that an RDD's stage waits for; returns their positions. */
static IntList add_parents(Cutter *cutter, RddId rdd)
{
    IntList shuffled = {0};
    IntList parents = {0};
    find_shuffles(cutter->rdds, rdd, &shuffled);
    for (int i = 0; i < shuffled.count; i++)
        append_new(&parents, add_map_stage(cutter, shuffled.items[i]));
    mem_free(shuffled.items);
    return parents;
}

static int add_map_stage(Cutter *cutter, RddId shuffled_id)
{
    int known = find_map_stage(cutter->stages, shuffled_id);
    if (known >= 0)
        return known;

    const Rdd *shuffled = get(cutter->rdds, shuffled_id);
    const Rdd *parent = get(cutter->rdds, shuffled->parents[0]);
    IntList parents = add_parents(cutter, parent->id);
    IntList missing = {0};
    for (int i = 0; i < parent->partitions; i++) {
        BlockId output = {BLOCK_SHUFFLE, shuffled->shuffle, i};
        if (blocks_find(cutter->blocks, output) == NULL)
            append(&missing, i);
    }

    Stage *stage = add_stage(cutter, parent->id, shuffled_id);
    stage->parents = parents.items;
    stage->n_parents = parents.count;
    stage->partitions = missing.items;
    stage->n_partitions = missing.count;
    return cutter->stages->count - 1;
}

/* Marks what has to run before a stage. A map stage whose output is complete is
 * skipped, and so is all that only it needs. */
static void mark_needed(Cutter *cutter, Stage *stage)
{
    if (stage->needed)
        return;
    stage->needed = true;

    IntList shuffled = {0};
    find_needed(cutter, stage->rdd, &shuffled);
    for (int i = 0; i < shuffled.count; i++) {
        int at = find_map_stage(cutter->stages, shuffled.items[i]);
        Stage *parent = &cutter->stages->items[at];
        if (parent->n_partitions > 0)
            mark_needed(cutter, parent);
    }
    mem_free(shuffled.items);
}

void stages_cut(StageList *stages, const RddSet *rdds, const BlockManager *blocks,
    RddId rdd, const int *partitions, int n, int *next_id)
{
    Cutter cutter = {stages, rdds, blocks, next_id};
    IntList parents = add_parents(&cutter, rdd);
    Stage *result = add_stage(&cutter, rdd, RDD_NONE);
    result->parents = parents.items;
    result->n_parents = parents.count;
    result->partitions =
        n > 0 ? mem_copy(partitions, (size_t)n * sizeof *partitions) : NULL;
    result->n_partitions = n;
    mark_needed(&cutter, result);
}

void stages_free(StageList *stages)
{
    for (int i = 0; i < stages->count; i++) {
        mem_free(stages->items[i].parents);
        mem_free(stages->items[i].partitions);
    }
    mem_free(stages->items);
    memset(stages, 0, sizeof *stages);
}
