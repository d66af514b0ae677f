// SPDX-License-Identifier: MIT
#include "vm/graph/partitioner.h"

#include <stdlib.h>
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

typedef struct Candidate {
    const char *key;
    double weight;
    size_t number; /* breaks ties, so that the order is stable */
    bool *failed;
} Candidate;

static int compare_candidates(const void *first, const void *second)
{
    const Candidate *a = first;
    const Candidate *b = second;
    int order = 0;
    if (!record_compare(a->key, b->key, &order))
        *a->failed = true;
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

/* Appends a bound wherever the weight so far reaches the next of equal shares. */
static int append_bounds(const Candidate *sorted, size_t count, int parts,
    Buffer *bounds)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += sorted[i].weight;
    double step = sum / parts;
    double target = step;
    double reached = 0;
    const char *last = NULL;
    int n = 0;
    for (size_t i = 0; i < count && n < parts - 1; i++) {
        int order = 1;
        reached += sorted[i].weight;
        if (reached < target)
            continue;
        if (last != NULL)
            record_compare(sorted[i].key, last, &order);
        if (order <= 0)
            continue;
        last = sorted[i].key;
        buffer_append(bounds, last, (size_t)(record_next(last) - last));
        target += step;
        n++;
    }
    return n;
}

Partitioner *partitioner_new_sampled(const Buffer *keys, const float *weights,
    size_t count, int n, bool ascending)
{
    bool failed = false;
    Candidate *sorted = mem_alloc((count + 1) * sizeof *sorted);
    const char *key = keys->data;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = (Candidate){key, weights[i], i, &failed};
        key = record_next(key);
    }
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, compare_candidates);
    Buffer bounds = {0};
    int parts = count < (size_t)n ? (int)count : n;
    int found = parts > 1 ? append_bounds(sorted, count, parts, &bounds) : 0;
    mem_free(sorted);
    Partitioner *made = failed ? NULL : partitioner_new_range(&bounds, found + 1, ascending);
    buffer_free(&bounds);
    return made;
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
