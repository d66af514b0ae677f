/* vm/base/well.h -- the generator WELL19937c, which commons-math draws from.
 * Spark: RDD.sample with replacement, through PoissonDistribution.
 *
 * F. Panneton, P. L'Ecuyer, M. Matsumoto: Improved long-period generators based on
 * linear recurrences modulo 2 (2006). Seeds and doubles are made as commons-math3 makes
 * them. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_WELL_H
#define SLUICE_BASE_WELL_H

#include <stdint.h>

enum { WELL_WORDS = 624 };

typedef struct Well {
    uint32_t words[WELL_WORDS];
    int at;
} Well;

void well_init(Well *well, int64_t seed);
double well_next_double(Well *well); /* in [0, 1) */

#endif
