// SPDX-License-Identifier: MIT
#include "vm/graph/rdd.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

static const char *const narrow_names[] = {
#define NARROW(name, text, keeps) text,
    NARROW_OPS(NARROW)
#undef NARROW
};

static const bool narrow_keeps_partitioner[] = {
#define NARROW(name, text, keeps) keeps,
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

static void rdd_delete(Rdd *rdd)
{
    for (int i = 0; rdd->slices != NULL && i < rdd->partitions; i++)
        buffer_free(&rdd->slices[i]);
    mem_free(rdd->slices);
    mem_free(rdd->blocks);
    mem_free(rdd->parents);
    mem_free(rdd);
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

static Rdd *rdds_get(const RddSet *set, RddId id)
{
    Rdd *rdd = rdds_find(set, id);
    CHECK(rdd != NULL);
    return rdd;
}

static Rdd *add(RddSet *set, RddKind kind, const char *op, int partitions)
{
    Rdd *rdd = mem_zero_alloc(sizeof *rdd);
    rdd->id = set->next_id++;
    rdd->kind = kind;
    rdd->op = op;
    rdd->stream = STREAM_NONE;
    rdd->partitions = partitions;
    rdd->level = LEVEL_NONE;
    rdd->func = FUNC_NONE;
    rdd->shuffle = -1;

    set->items =
        mem_grow(set->items, &set->capacity, set->count + 1, sizeof *set->items);
    set->items[set->count++] = rdd;
    return rdd;
}

static void set_parents(Rdd *rdd, const RddId *parents, int n)
{
    rdd->n_parents = n;
    rdd->parents = n > 0 ? mem_copy(parents, (size_t)n * sizeof *parents) : NULL;
}

Rdd *rdds_add_blocks(RddSet *set, const char *op, const BlockId *blocks, int count)
{
    Rdd *rdd = add(set, RDD_BLOCKS, op, count);
    if (count > 0)
        rdd->blocks = mem_copy(blocks, (size_t)count * sizeof *blocks);
    return rdd;
}

Rdd *rdds_add_collection(RddSet *set, const char *op, Buffer *slices, int n)
{
    Rdd *rdd = add(set, RDD_COLLECTION, op, n);
    rdd->slices = mem_zero_alloc((size_t)(n > 0 ? n : 1) * sizeof *rdd->slices);
    for (int i = 0; i < n; i++)
        buffer_move(&slices[i], &rdd->slices[i]);
    return rdd;
}

Rdd *rdds_add_narrow(RddSet *set, RddId parent, NarrowOp narrow, FuncId func)
{
    const Rdd *from = rdds_get(set, parent);
    int partitioner = narrow_keeps_partitioner[narrow] ? from->partitioner : 0;
    Rdd *rdd = add(set, RDD_NARROW, narrow_names[narrow], from->partitions);
    rdd->narrow = narrow;
    rdd->func = func;
    rdd->partitioner = partitioner;
    set_parents(rdd, &parent, 1);
    return rdd;
}

Rdd *rdds_add_plain_union(RddSet *set, const char *op, const RddId *parents, int n)
{
    int partitions = 0;
    for (int i = 0; i < n; i++)
        partitions += rdds_get(set, parents[i])->partitions;

    Rdd *rdd = add(set, RDD_UNION, op, partitions);
    set_parents(rdd, parents, n);
    return rdd;
}

/* The partitioner that all n RDDs share, or 0. */
static int shared_partitioner(const RddSet *set, const RddId *parents, int n)
{
    int shared = n > 0 ? rdds_get(set, parents[0])->partitioner : 0;
    for (int i = 1; i < n && shared != 0; i++) {
        if (rdds_get(set, parents[i])->partitioner != shared)
            shared = 0;
    }
    return shared;
}

Rdd *rdds_add_union(RddSet *set, const char *op, const RddId *parents, int n)
{
    RddId *kept = mem_alloc((size_t)(n > 0 ? n : 1) * sizeof *kept);
    int n_kept = 0;
    for (int i = 0; i < n; i++) {
        if (rdds_get(set, parents[i])->partitions > 0)
            kept[n_kept++] = parents[i];
    }

    Rdd *rdd;
    int partitioner = shared_partitioner(set, kept, n_kept);
    if (partitioner != 0) {
        rdd = add(set, RDD_ALIGNED_UNION, op, partitioner);
        rdd->partitioner = partitioner;
        set_parents(rdd, kept, n_kept);
    } else {
        rdd = rdds_add_plain_union(set, op, kept, n_kept);
    }
    mem_free(kept);
    return rdd;
}

Rdd *rdds_add_reduced(RddSet *set, const char *op, RddId parent, FuncId func, int n)
{
    bool alike = rdds_get(set, parent)->partitioner == n;
    Rdd *rdd = add(set, alike ? RDD_COMBINED : RDD_SHUFFLED, op, n);
    rdd->partitioner = n;
    rdd->func = func;
    if (!alike)
        rdd->shuffle = set->next_shuffle++;
    set_parents(rdd, &parent, 1);
    return rdd;
}

void rdd_union_locate(const RddSet *set, const Rdd *rdd, int index, RddId *parent,
    int *partition)
{
    CHECK(rdd->kind == RDD_UNION);
    for (int i = 0; i < rdd->n_parents; i++) {
        int partitions = rdds_get(set, rdd->parents[i])->partitions;
        if (index < partitions) {
            *parent = rdd->parents[i];
            *partition = index;
            return;
        }
        index -= partitions;
    }
    CHECK(!"partition of a union out of range");
}

void rdd_mark(RddSet *set, RddId id)
{
    Rdd *rdd = rdds_find(set, id);
    if (rdd == NULL || rdd->marked)
        return;

    rdd->marked = true;
    for (int i = 0; i < rdd->n_parents; i++)
        rdd_mark(set, rdd->parents[i]);
}

void rdd_drop_kept(const Rdd *rdd, BlockManager *blocks)
{
    if (rdd->level == LEVEL_NONE)
        return;
    for (int i = 0; i < rdd->partitions; i++)
        blocks_remove(blocks, (BlockId){BLOCK_RDD, rdd->id, i});
}

static void drop_data(const RddSet *set, const Rdd *rdd, BlockManager *blocks)
{
    rdd_drop_kept(rdd, blocks);
    if (rdd->shuffle < 0)
        return;
    const Rdd *parent = rdds_get(set, rdd->parents[0]);
    for (int i = 0; i < parent->partitions; i++)
        blocks_remove(blocks, (BlockId){BLOCK_SHUFFLE, rdd->shuffle, i});
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

    /* Children stand behind their parents, so going backwards a parent is still there
     * when the data of its child is dropped. */
    for (int i = set->count - 1; i >= 0; i--) {
        if (!set->items[i]->marked)
            drop_data(set, set->items[i], blocks);
    }
    int left = 0;
    for (int i = 0; i < set->count; i++) {
        if (set->items[i]->marked)
            set->items[left++] = set->items[i];
        else
            rdd_delete(set->items[i]);
    }
    set->count = left;
    set->swept_count = left;
}
