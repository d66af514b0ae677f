/* vm/store/sampling.h -- which records a sample takes.
 * Spark: BernoulliSampler, PoissonSampler, GapSampling, GapSamplingReplacement,
 * PartitionwiseSampledRDD; BernoulliCellSampler; SamplingUtils.
 *
 * The same records as in Spark, from the same seed. Simplified: with replacement and
 * from a fraction of SAMPLING_MAX_MEAN on, the numbers of copies follow the right
 * distribution but are not those of Spark. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_SAMPLING_H
#define SLUICE_STORE_SAMPLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"
#include "vm/base/java_random.h"
#include "vm/base/well.h"

enum { SAMPLING_MAX_MEAN = 40 };

/* What RDD.sample(replace, fraction) says about its fraction, in Spark's words. */
bool sampling_check(bool replace, double fraction, Err *err);

/* What RDD.randomSplit says about its n weights. */
bool sampling_check_weights(const double *weights, int n, Err *err);

/* The fraction of `count` records, 1 or more, that a sample is drawn with so that it
 * has `wanted` of them with a chance of 99.99 %. */
double sampling_fraction(int64_t wanted, int64_t count, bool replace);

/* The seed of one partition of RDD.sample(.., seed); 0 is the first. */
int64_t sampling_seed(int64_t seed, int partition);

/* Goes through the records of one partition. */
typedef struct Sampler {
    bool replace;
    double fraction;
    bool is_poisson; /* never by gaps */
    bool is_cell;
    double low; /* of a cell */
    double high;
    JavaRandom random;
    Well well;       /* with replacement and a large fraction */
    int64_t to_drop; /* records before the next one of the sample; -1: not drawn yet */
} Sampler;

/* The seed is that of the partition. The fraction has passed sampling_check. */
void sampler_init(Sampler *sampler, bool replace, double fraction, int64_t seed);
/* Each record has a number of copies of its own, from Poisson numbers of one mean, > 0
 * (Spark: sampleByKey); `seed` as above. */
void sampler_init_poisson(Sampler *sampler, double mean, int64_t seed);
/* A part of RDD.randomSplit: the records that draw a number in [low, high). */
void sampler_init_cell(Sampler *sampler, double low, double high, int64_t seed);
/* How many copies of the next record the sample has: 0 or 1 without replacement. */
int sampler_next(Sampler *sampler);

/* Up to `wanted` of the records that pass, each with the same chance, and the number of
 * all. Owns copies of those it holds. */
typedef struct Reservoir {
    int wanted;
    int64_t count; /* records that have passed */
    JavaRandom random;
    Buffer bytes;
    size_t *starts; /* where the records that it holds are in `bytes` */
    int held;
    int capacity;
} Reservoir;

void reservoir_init(Reservoir *reservoir, int wanted, int64_t seed);
void reservoir_free(Reservoir *reservoir);
void reservoir_add(Reservoir *reservoir, const char *record);
/* Appends the records that it holds, in Spark's order. */
void reservoir_append(const Reservoir *reservoir, Buffer *out);

#endif
