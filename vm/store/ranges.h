/* vm/store/ranges.h -- partitions that are ranges of keys.
 * Spark: RangePartitioner, which sortByKey makes.
 *
 * The bounds between n ranges come from a sample of the keys, and the same ones as in
 * Spark. The caller goes through these steps; n <= 1 needs none of them and has no
 * bounds:
 *
 *  1. ranges_init. A job with a task for each input partition sends the keys through a
 *     reservoir (vm/store/sampling.h) of ranges_sample_size keys, with the seed
 *     ranges_sample_seed, and returns the number of keys and the keys it holds. Spark
 *     makes two RDDs for it; the first one's id goes into the seed.
 *  2. ranges_add_sketch for each input partition, in order.
 *  3. If ranges_imbalanced is more than 0, a second job over the partitions that
 *     ranges_is_imbalanced names samples their keys without replacement: the fraction
 * is ranges_fraction, the seed of the i-th of them (of these only)
 *     sampling_seed(ranges_resample_seed(...), i). ranges_add_sample for each, in
 * order. Spark makes three RDDs for it.
 *  4. ranges_find_bounds. There are bounds + 1 partitions, at most n; fewer if there
 * are few different keys.
 *
 * Tasks then call bounds_partition; they may share the bounds. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_RANGES_H
#define SLUICE_STORE_RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"

int ranges_sample_size(int n, int inputs);
int64_t ranges_sample_seed(int first_rdd, int partition);
int64_t ranges_resample_seed(int keyed_rdd); /* the id of the RDD that is sorted */

/* What is known of one input partition. */
typedef struct RangeSketch {
    int64_t count; /* of keys */
    Buffer keys;   /* those sampled */
} RangeSketch;

typedef struct Ranges {
    int n;
    int inputs;
    int sketched;  /* input partitions */
    int64_t count; /* of their keys */
    RangeSketch *sketches;
    Buffer sample; /* from imbalanced partitions */
} Ranges;

void ranges_init(Ranges *ranges, int n, int inputs);
void ranges_free(Ranges *ranges);

/* Keys are records, one after the other, as reservoir_append gives them. */
void ranges_add_sketch(Ranges *ranges, int64_t count, const char *keys, size_t size);

/* After all sketches: partitions so large that their keys in the sketch are too few. */
int ranges_imbalanced(const Ranges *ranges);
bool ranges_is_imbalanced(const Ranges *ranges, int partition);
double ranges_fraction(const Ranges *ranges);
void ranges_add_sample(Ranges *ranges, const char *keys, size_t size);

/* Bounds in ascending order: the last key of each range but the last. */
typedef struct RangeBounds {
    int count;
    size_t *starts;
    Buffer keys;
} RangeBounds;

/* Fills *bounds, which the caller frees. False if two keys have no order: they are
 * unlike[0] and unlike[1] then, valid until ranges_free. */
bool ranges_find_bounds(const Ranges *ranges, RangeBounds *bounds,
    const char *unlike[2]);
void bounds_free(RangeBounds *bounds);

/* The partition of a key; ranges are counted from the other end if not ascending. False
 * if the key has no order with a bound, to which *bound then points. */
bool bounds_partition(const RangeBounds *bounds, const char *key, bool ascending,
    int *partition, const char **bound);

#endif
