/* vm/base/java_random.h -- the random numbers of the JVM and of Spark, for the results
 * that a program sees: RDD.sample, the bounds of sortByKey.
 * Spark: java.util.Random, XORShiftRandom, scala.util.hashing.byteswap32.
 *
 * Anything else takes vm/base/random.h. Both generators share what is made of their
 * bits, as XORShiftRandom inherits it from java.util.Random. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_JAVA_RANDOM_H
#define SLUICE_BASE_JAVA_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct JavaRandom {
    uint64_t state;
    bool is_xorshift;
} JavaRandom;

void java_random_init(JavaRandom *random, int64_t seed);          /* java.util.Random */
void java_random_init_xorshift(JavaRandom *random, int64_t seed); /* XORShiftRandom */

int32_t java_random_next_int(JavaRandom *random);
int32_t java_random_next_int_below(JavaRandom *random, int32_t bound); /* bound > 0 */
int64_t java_random_next_long(JavaRandom *random);
double java_random_next_double(JavaRandom *random); /* in [0, 1) */

/* What Spark makes seeds with. */
int32_t java_byteswap32(int32_t value);

#endif
