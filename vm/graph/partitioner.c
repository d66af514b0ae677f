// SPDX-License-Identifier: MIT
#include "vm/graph/partitioner.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/hash.h"
#include "vm/store/record.h"

static Partitioner *make(PartitionerKind kind, int n)
{
    Partitioner *partitioner = mem_zero_alloc(sizeof *partitioner);
    partitioner->kind = kind;
    partitioner->n = n;
    partitioner->func = FUNC_NONE;
    partitioner->references = 1;
    return partitioner;
}

Partitioner *partitioner_new_hash(int n)
{
    return make(PARTITIONER_HASH, n);
}

Partitioner *partitioner_new_range(RangeBounds *bounds, bool ascending)
{
    Partitioner *partitioner = make(PARTITIONER_RANGE, bounds->count + 1);
    partitioner->bounds = *bounds;
    memset(bounds, 0, sizeof *bounds);
    partitioner->ascending = ascending;
    return partitioner;
}

Partitioner *partitioner_new_custom(FuncId func, int n)
{
    Partitioner *partitioner = make(PARTITIONER_CUSTOM, n);
    partitioner->func = func;
    return partitioner;
}

Partitioner *partitioner_share(Partitioner *partitioner)
{
    if (partitioner != NULL)
        partitioner->references++;
    return partitioner;
}

void partitioner_release(Partitioner *partitioner)
{
    if (partitioner == NULL || --partitioner->references > 0)
        return;
    bounds_free(&partitioner->bounds);
    mem_free(partitioner);
}

static bool same_bounds(const RangeBounds *a, const RangeBounds *b)
{
    return a->keys.size == b->keys.size &&
        (a->keys.size == 0 || memcmp(a->keys.data, b->keys.data, a->keys.size) == 0);
}

bool partitioner_equal(const Partitioner *a, const Partitioner *b)
{
    if (a == NULL || b == NULL)
        return false;
    if (a == b)
        return true;
    if (a->kind != b->kind || a->n != b->n)
        return false;
    switch (a->kind) {
    case PARTITIONER_HASH:
        return true;
    case PARTITIONER_RANGE:
        return a->ascending == b->ascending && same_bounds(&a->bounds, &b->bounds);
    case PARTITIONER_CUSTOM:
        return a->func == b->func;
    }
    return false;
}

int32_t partitioner_hash(const Partitioner *partitioner)
{
    if (partitioner->kind != PARTITIONER_RANGE)
        return partitioner->n;
    uint32_t hash = 1;
    const char *end = buffer_end(&partitioner->bounds.keys);
    for (const char *key = partitioner->bounds.keys.data; key < end;
         key = record_next(key))
        hash = 31 * hash + (uint32_t)hash_java(key);
    return (int32_t)(31 * hash + (partitioner->ascending ? 1231u : 1237u));
}

int partitioner_find(const Partitioner *partitioner, const char *key, int32_t hash)
{
    CHECK(partitioner->kind != PARTITIONER_CUSTOM && partitioner->n > 0);
    if (partitioner->kind == PARTITIONER_HASH)
        return hash_partition(key, hash, partitioner->n);

    int partition;
    const char *bound;
    return bounds_partition(&partitioner->bounds, key, partitioner->ascending,
               &partition, &bound)
        ? partition
        : -1;
}
