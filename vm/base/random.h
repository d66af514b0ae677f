/* vm/base/random.h -- seeded streams of random numbers, one for each purpose.
 * Spark: none.
 *
 * Two streams with the same seed and purpose give the same numbers on every machine;
 * streams of different purpose are independent, so that drawing more of one never
 * shifts another (xoshiro256** seeded by splitmix64). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_RANDOM_H
#define SLUICE_BASE_RANDOM_H

#include <stdint.h>

typedef struct Random {
    uint64_t state[4];
} Random;

/* A stream for a seed and a purpose such as "feed:9999". */
void random_init(Random *random, uint64_t seed, const char *purpose);

uint64_t random_bits(Random *random);
double random_unit(Random *random); /* in [0, 1) */
/* Exponential with the given mean, > 0: the gaps of a Poisson process. */
double random_exponential(Random *random, double mean);
double random_normal(Random *random); /* mean 0, standard deviation 1 */
/* Gamma with the given mean and standard deviation, both > 0. */
double random_gamma(Random *random, double mean, double deviation);

#endif
