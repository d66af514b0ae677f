/* vm/store/ranges.c -- partitions that are ranges of keys. */
// SPDX-License-Identifier: MIT
#include <limits.h>
#include <math.h>

#include "vm/base/check.h"
#include "vm/base/java_random.h"
#include "vm/base/mem.h"
#include "vm/store/compare.h"
#include "vm/store/ranges.h"

/* Keys that the bounds are made from: 20 for each range, but not too many. */
static double total_sample(int n)
{
    return fmin(20.0 * n, 1e6);
}

/* Three times as many as even partitions would need. */
int ranges_sample_size(int n, int inputs)
{
    double size = ceil(3.0 * total_sample(n) / inputs);
    return size < INT_MAX ? (int)size : INT_MAX;
}

int64_t ranges_sample_seed(int first_rdd, int partition)
{
    uint32_t mixed = (uint32_t)partition ^ (uint32_t)first_rdd << 16;
    return java_byteswap32((int32_t)mixed);
}

int64_t ranges_resample_seed(int keyed_rdd)
{
    return java_byteswap32(-keyed_rdd - 1);
}

void ranges_init(Ranges *ranges, int n, int inputs)
{
    *ranges = (Ranges){.n = n, .inputs = inputs};
    ranges->sketches = mem_zero_alloc((size_t)inputs * sizeof *ranges->sketches);
}

void ranges_free(Ranges *ranges)
{
    for (int i = 0; i < ranges->sketched; i++)
        buffer_free(&ranges->sketches[i].keys);
    mem_free(ranges->sketches);
    buffer_free(&ranges->sample);
    *ranges = (Ranges){0};
}

void ranges_add_sketch(Ranges *ranges, int64_t count, const char *keys, size_t size)
{
    CHECK(ranges->sketched < ranges->inputs);
    RangeSketch *sketch = &ranges->sketches[ranges->sketched++];
    sketch->count = count;
    buffer_append(&sketch->keys, keys, size);
    ranges->count += count;
}

double ranges_fraction(const Ranges *ranges)
{
    return fmin(total_sample(ranges->n) / fmax((double)ranges->count, 1), 1);
}

bool ranges_is_imbalanced(const Ranges *ranges, int partition)
{
    double wanted = ranges_fraction(ranges) * (double)ranges->sketches[partition].count;
    return wanted > ranges_sample_size(ranges->n, ranges->inputs);
}

int ranges_imbalanced(const Ranges *ranges)
{
    int imbalanced = 0;
    for (int i = 0; i < ranges->sketched; i++)
        imbalanced += ranges_is_imbalanced(ranges, i);

    return imbalanced;
}

void ranges_add_sample(Ranges *ranges, const char *keys, size_t size)
{
    buffer_append(&ranges->sample, keys, size);
}

/* Keys, and how many keys of the input each of them stands for. */
typedef struct Candidates {
    const char **keys;
    float *weights;
    int count;
    int keys_capacity;
    int weights_capacity;
} Candidates;

static void candidates_free(Candidates *candidates)
{
    mem_free((void *)candidates->keys);
    mem_free(candidates->weights);
}

static int count_records(const Buffer *records)
{
    int count = 0;
    const char *end = buffer_end(records);
    for (const char *at = records->data; at < end; at = record_next(at))
        count++;

    return count;
}

static void add_candidates(Candidates *candidates, const Buffer *keys, double weight)
{
    if (keys->size == 0)
        return;

    const char *end = buffer_end(keys);
    for (const char *key = keys->data; key < end; key = record_next(key)) {
        int count = candidates->count + 1;
        candidates->keys = mem_grow((void *)candidates->keys,
            &candidates->keys_capacity, count, sizeof *candidates->keys);
        candidates->weights = mem_grow(candidates->weights,
            &candidates->weights_capacity, count, sizeof *candidates->weights);
        candidates->keys[candidates->count] = key;
        candidates->weights[candidates->count++] = (float)weight;
    }
}

static void gather_candidates(const Ranges *ranges, Candidates *candidates)
{
    for (int i = 0; i < ranges->sketched; i++) {
        const RangeSketch *sketch = &ranges->sketches[i];
        if (sketch->keys.size > 0 && !ranges_is_imbalanced(ranges, i))
            add_candidates(candidates, &sketch->keys,
                (double)sketch->count / count_records(&sketch->keys));
    }
    add_candidates(candidates, &ranges->sample, 1 / ranges_fraction(ranges));
}

/* Scala's Ordering.Double has a `gt` of its own, which is the `>` of doubles: nothing
 * is greater than NaN, and NaN is greater than nothing. */
static bool is_greater(const char *a, const char *b, bool *greater)
{
    if (record_tag(a) == RECORD_DOUBLE && record_tag(b) == RECORD_DOUBLE) {
        *greater = record_double(a) > record_double(b);
        return true;
    }
    int order;
    bool comparable = record_compare(a, b, &order);
    *greater = comparable && order > 0;
    return comparable;
}

static const char *bound_at(const RangeBounds *bounds, int i)
{
    return bounds->keys.data + bounds->starts[i];
}

static void add_bound(RangeBounds *bounds, const char *key)
{
    bounds->starts[bounds->count++] = bounds->keys.size;
    buffer_append(&bounds->keys, key, (size_t)(record_next(key) - key));
}

/* Cuts the sorted candidates into pieces of the same weight; keys that are equal stay
 * together. */
static void cut(const Candidates *candidates, const int32_t *order, int pieces,
    RangeBounds *bounds)
{
    double all = 0;
    for (int i = 0; i < candidates->count; i++)
        all += (double)candidates->weights[order[i]];

    double step = all / pieces;
    double target = step;
    double passed = 0;
    bounds->starts = mem_alloc((size_t)pieces * sizeof *bounds->starts);
    for (int i = 0; i < candidates->count && bounds->count < pieces - 1; i++) {
        const char *key = candidates->keys[order[i]];
        bool greater = true;
        passed += (double)candidates->weights[order[i]];
        if (passed < target)
            continue;
        if (bounds->count > 0)
            CHECK(is_greater(key, bound_at(bounds, bounds->count - 1), &greater));
        if (greater) {
            add_bound(bounds, key);
            target += step;
        }
    }
}

bool ranges_find_bounds(const Ranges *ranges, RangeBounds *bounds,
    const char *unlike[2])
{
    Candidates candidates = {0};
    *bounds = (RangeBounds){0};
    if (ranges->n > 1)
        gather_candidates(ranges, &candidates);

    int count = candidates.count;
    int32_t *order = mem_alloc((size_t)count * sizeof *order);
    for (int i = 0; i < count; i++)
        order[i] = i;
    bool sorted = record_sort(candidates.keys, order, count, false, unlike);
    if (sorted && count > 0)
        cut(&candidates, order, ranges->n < count ? ranges->n : count, bounds);
    mem_free(order);
    candidates_free(&candidates);
    return sorted;
}

void bounds_free(RangeBounds *bounds)
{
    mem_free(bounds->starts);
    buffer_free(&bounds->keys);
    *bounds = (RangeBounds){0};
}

/* The number of bounds that are less than the key, asking one after the other. */
static bool find_linear(const RangeBounds *bounds, const char *key, int *below,
    const char **bound)
{
    for (*below = 0; *below < bounds->count; ++*below) {
        bool greater;
        *bound = bound_at(bounds, *below);
        if (!is_greater(key, *bound, &greater))
            return false;
        if (!greater)
            break;
    }
    return true;
}

static bool find_binary(const RangeBounds *bounds, const char *key, int *below,
    const char **bound)
{
    int low = 0;
    int high = bounds->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        int order;
        *bound = bound_at(bounds, middle);
        if (!record_compare(key, *bound, &order))
            return false;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    *below = low;
    return true;
}

/* The two searches differ where a key is NaN or -0.0, so each is used where Spark uses
 * it. */
bool bounds_partition(const RangeBounds *bounds, const char *key, bool ascending,
    int *partition, const char **bound)
{
    enum { MAX_LINEAR = 128 };
    int below;
    bool found = bounds->count <= MAX_LINEAR ? find_linear(bounds, key, &below, bound)
                                             : find_binary(bounds, key, &below, bound);
    if (found)
        *partition = ascending ? below : bounds->count - below;

    return found;
}
