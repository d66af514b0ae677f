// SPDX-License-Identifier: MIT
#include "vm/graph/partitioner.h"

#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"
#include "vm/store/compare.h"
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

Partitioner *partitioner_new_range(Buffer *bounds, int n, bool ascending)
{
    Partitioner *partitioner = make(PARTITIONER_RANGE, n);
    buffer_move(bounds, &partitioner->bounds);
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
    buffer_free(&partitioner->bounds);
    mem_free(partitioner);
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
        return a->ascending == b->ascending && a->bounds.size == b->bounds.size &&
            (a->bounds.size == 0 ||
                memcmp(a->bounds.data, b->bounds.data, a->bounds.size) == 0);
    case PARTITIONER_CUSTOM:
        return a->func == b->func;
    }
    return false;
}

/* The number of bounds that are less than the key (semantics 10.7). */
static int find_range(const Partitioner *partitioner, const char *key)
{
    const char *end = partitioner->bounds.data + partitioner->bounds.size;
    int below = 0;
    for (const char *at = partitioner->bounds.data; at < end; at = record_next(at)) {
        int order;
        if (!record_compare(at, key, &order))
            return -1;
        if (order >= 0)
            break;
        below++;
    }
    return partitioner->ascending ? below : partitioner->n - 1 - below;
}

int partitioner_find(const Partitioner *partitioner, const char *key, int32_t hash)
{
    CHECK(partitioner->kind != PARTITIONER_CUSTOM && partitioner->n > 0);
    return partitioner->kind == PARTITIONER_HASH
        ? hash_partition(key, hash, partitioner->n)
        : find_range(partitioner, key);
}
