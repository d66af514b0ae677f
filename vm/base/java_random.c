/* vm/base/java_random.c -- the random numbers of the JVM and of Spark. */
// SPDX-License-Identifier: MIT
#include "vm/base/check.h"
#include "vm/base/java_random.h"
#include "vm/base/murmur.h"

/* java.util.Random counts in 48 bits. */
static const uint64_t MULTIPLIER = 0x5DEECE66D;
static const uint64_t STATE_MASK = (UINT64_C(1) << 48) - 1;

void java_random_init(JavaRandom *random, int64_t seed)
{
    random->state = ((uint64_t)seed ^ MULTIPLIER) & STATE_MASK;
    random->is_xorshift = false;
}

static uint32_t swap_bytes(uint32_t word)
{
    return word << 24 | (word & 0xFF00) << 8 | (word >> 8 & 0xFF00) | word >> 24;
}

/* MurmurHash3.bytesHash of the eight bytes of the seed, highest byte first. */
static uint32_t hash_seed(uint64_t seed, uint32_t start)
{
    uint32_t hash = murmur_mix(start, swap_bytes((uint32_t)(seed >> 32)));
    return murmur_finish(murmur_mix(hash, swap_bytes((uint32_t)seed)), sizeof seed);
}

void java_random_init_xorshift(JavaRandom *random, int64_t seed)
{
    static const uint32_t ARRAY_SEED = 0x3C074A61;
    uint32_t low = hash_seed((uint64_t)seed, ARRAY_SEED);
    uint32_t high = hash_seed((uint64_t)seed, low);
    random->state = (uint64_t)high << 32 | low;
    random->is_xorshift = true;
}

/* The next number of 1 to 32 bits. XORShiftRandom takes its lowest bits. */
static uint32_t next_bits(JavaRandom *random, int bits)
{
    uint64_t state = random->state;
    if (!random->is_xorshift) {
        random->state = (state * MULTIPLIER + 0xB) & STATE_MASK;
        return (uint32_t)(random->state >> (48 - bits));
    }
    state ^= state << 21;
    state ^= state >> 35;
    state ^= state << 4;
    random->state = state;
    return (uint32_t)(state & ((UINT64_C(1) << bits) - 1));
}

int32_t java_random_next_int(JavaRandom *random)
{
    return (int32_t)next_bits(random, 32);
}

int32_t java_random_next_int_below(JavaRandom *random, int32_t bound)
{
    CHECK(bound > 0);
    uint32_t n = (uint32_t)bound;
    uint32_t bits = next_bits(random, 31);
    if ((n & (n - 1)) == 0)
        return (int32_t)((uint64_t)n * bits >> 31);

    /* Numbers of the last, incomplete run of n are drawn again. */
    while (bits - bits % n > (UINT32_C(1) << 31) - n)
        bits = next_bits(random, 31);
    return (int32_t)(bits % n);
}

int64_t java_random_next_long(JavaRandom *random)
{
    uint64_t high = (uint64_t)next_bits(random, 32) << 32;
    int64_t low = (int32_t)next_bits(random, 32);
    return (int64_t)(high + (uint64_t)low);
}

double java_random_next_double(JavaRandom *random)
{
    uint64_t high = (uint64_t)next_bits(random, 26) << 27;
    return (double)(high + next_bits(random, 27)) * 0x1p-53;
}

int32_t java_byteswap32(int32_t value)
{
    return (int32_t)(swap_bytes((uint32_t)value * 0x9E3775CDu) * 0x9E3775CDu);
}
