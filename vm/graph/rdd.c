// SPDX-License-Identifier: MIT
#include "vm/graph/rdd.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

static const char *const narrow_names[] = {
#define NARROW(name, text, type, keeps) text,
    NARROW_OPS(NARROW)
#undef NARROW
};

bool narrow_find(const char *name, NarrowOp *op)
{
    for (int i = 0; i < NARROW_COUNT; i++) {
        if (strcmp(narrow_names[i], name) == 0) {
            *op = (NarrowOp)i;
            return true;
        }
    }
    return false;
}

const char *narrow_name(NarrowOp op)
{
    return narrow_names[op];
}

static void free_deps(Rdd *rdd)
{
    for (int i = 0; i < rdd->n_deps; i++) {
        Shuffle *shuffle = rdd->deps[i].shuffle;
        if (shuffle == NULL)
            continue;
        partitioner_release(shuffle->partitioner);
        mem_free(shuffle);
    }
    mem_free(rdd->deps);
    rdd->deps = NULL;
    rdd->n_deps = 0;
}

static void rdd_delete(Rdd *rdd)
{
    for (int i = 0; rdd->slices != NULL && i < rdd->partitions; i++)
        buffer_free(&rdd->slices[i]);
    text_splits_free(&rdd->splits);
    free_deps(rdd);
    partitioner_release(rdd->partitioner);
    mem_free(rdd->slices);
    mem_free(rdd->missing);
    mem_free(rdd->folder);
    mem_free(rdd->parts);
    mem_free(rdd->part_starts);
    mem_free(rdd->blocks);
    mem_free(rdd->narrow.starts);
    mem_free(rdd);
}

void rdds_init(RddSet *set, Trace *trace, const Clock *clock)
{
    memset(set, 0, sizeof *set);
    set->scope = (RddScope){STREAM_NONE, -1};
    set->trace = trace;
    set->clock = clock;
}

void rdds_free(RddSet *set)
{
    for (int i = 0; i < set->count; i++)
        rdd_delete(set->items[i]);
    mem_free(set->items);
    memset(set, 0, sizeof *set);
}

/* Ids only grow and sweeping keeps the order, so the array is sorted. */
Rdd *rdds_find(const RddSet *set, RddId id)
{
    int low = 0;
    int high = set->count - 1;
    while (low <= high) {
        int middle = low + (high - low) / 2;
        RddId at = set->items[middle]->id;
        if (at == id)
            return set->items[middle];
        if (at < id)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return NULL;
}

Rdd *rdds_get(const RddSet *set, RddId id)
{
    Rdd *rdd = rdds_find(set, id);
    CHECK(rdd != NULL);
    return rdd;
}

void rdds_begin_walk(RddSet *set)
{
    set->walk++;
}

bool rdd_is_seen(const RddSet *set, Rdd *rdd)
{
    bool seen = rdd->seen == set->walk;
    rdd->seen = set->walk;
    return seen;
}

static const Rdd *find_missing(const RddSet *set, RddId id)
{
    Rdd *rdd = rdds_get(set, id);
    if (rdd_is_seen(set, rdd))
        return NULL;
    if (rdd->missing != NULL)
        return rdd;
    const Rdd *missing = NULL;
    for (int i = 0; i < rdd->n_deps && missing == NULL; i++)
        missing = find_missing(set, rdd->deps[i].parent);
    return missing;
}

const Rdd *rdds_find_missing(RddSet *set, RddId id)
{
    rdds_begin_walk(set);
    return find_missing(set, id);
}

Shuffle *rdds_find_shuffle(const RddSet *set, RddId reader, int shuffle)
{
    const Rdd *rdd = rdds_find(set, reader);
    for (int i = 0; rdd != NULL && i < rdd->n_deps; i++) {
        if (rdd->deps[i].shuffle != NULL && rdd->deps[i].shuffle->id == shuffle)
            return rdd->deps[i].shuffle;
    }
    return NULL;
}

void rdd_mark(RddSet *set, RddId id)
{
    Rdd *rdd = rdds_find(set, id);
    if (rdd == NULL || rdd->marked)
        return;

    rdd->marked = true;
    for (int i = 0; i < rdd->n_deps; i++)
        rdd_mark(set, rdd->deps[i].parent);
}

void rdd_drop_kept(const Rdd *rdd, BlockManager *blocks)
{
    if (rdd->level == LEVEL_NONE)
        return;
    for (int i = 0; i < rdd->partitions; i++)
        blocks_remove(blocks, (BlockId){BLOCK_RDD, rdd->id, i});
}

static void drop_shuffles(const RddSet *set, const Rdd *rdd, BlockManager *blocks)
{
    for (int i = 0; i < rdd->n_deps; i++) {
        const Shuffle *shuffle = rdd->deps[i].shuffle;
        if (shuffle == NULL)
            continue;
        int maps = rdds_get(set, shuffle->parent)->partitions;
        for (int map = 0; map < maps; map++)
            blocks_remove(blocks, (BlockId){BLOCK_SHUFFLE, shuffle->id, map});
    }
}

void rdd_set_checkpointed(RddSet *set, Rdd *rdd, RddId checkpoint,
    BlockManager *blocks)
{
    drop_shuffles(set, rdd, blocks);
    free_deps(rdd);
    rdd->deps = mem_zero_alloc(sizeof *rdd->deps);
    rdd->deps[0].parent = checkpoint;
    rdd->n_deps = 1;
    rdd->checkpoint_wanted = false;
    rdd->checkpointed = true;
}

static bool is_unsettled(const Rdd *rdd)
{
    return rdd->kind == RDD_COALESCED && rdd->parts == NULL;
}

void rdds_sweep(RddSet *set, BlockManager *blocks, MarkRootsFn *mark_roots,
    void *subject)
{
    enum { SWEEP_AT_LEAST = 64 };
    if (set->count < SWEEP_AT_LEAST || set->count < 2 * set->swept_count)
        return;

    for (int i = 0; i < set->count; i++)
        set->items[i]->marked = false;
    mark_roots(subject, set);

    /* The data goes while every parent is still there. */
    for (int i = 0; i < set->count; i++) {
        if (set->items[i]->marked)
            continue;
        rdd_drop_kept(set->items[i], blocks);
        drop_shuffles(set, set->items[i], blocks);
    }
    int left = 0;
    for (int i = 0; i < set->count; i++) {
        if (set->items[i]->marked) {
            set->items[left++] = set->items[i];
            continue;
        }
        set->unsettled -= is_unsettled(set->items[i]);
        rdd_delete(set->items[i]);
    }
    set->count = left;
    set->swept_count = left;
}
