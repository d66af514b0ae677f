/* vm/base/well.c -- the generator WELL19937c. */
// SPDX-License-Identifier: MIT
#include "vm/base/well.h"

void well_init(Well *well, int64_t seed)
{
    well->words[0] = (uint32_t)((uint64_t)seed >> 32);
    well->words[1] = (uint32_t)seed;
    for (int i = 2; i < WELL_WORDS; i++) {
        /* Signed and 64 bits wide in commons-math, so the shift brings in the sign. */
        int64_t before = (int32_t)well->words[i - 2];
        uint64_t mixed = (uint64_t)(before ^ (before >> 30));
        well->words[i] = (uint32_t)(1812433253u * mixed + (uint64_t)i);
    }
    well->at = 0;
}

/* A word so far behind the present one. */
static uint32_t *word_at(Well *well, int distance)
{
    return &well->words[(well->at + distance) % WELL_WORDS];
}

static uint32_t next_word(Well *well)
{
    enum { M1 = 70, M2 = 179, M3 = 449 };
    uint32_t *now = word_at(well, 0);
    uint32_t *last = word_at(well, WELL_WORDS - 1);
    uint32_t *last_but_one = word_at(well, WELL_WORDS - 2);
    uint32_t m1 = *word_at(well, M1);
    uint32_t m2 = *word_at(well, M2);
    uint32_t m3 = *word_at(well, M3);

    uint32_t z0 = (*last & 0x80000000u) ^ (*last_but_one & 0x7FFFFFFFu);
    uint32_t z1 = (*now ^ *now << 25) ^ (m1 ^ m1 >> 27);
    uint32_t z2 = m2 >> 9 ^ (m3 ^ m3 >> 1);
    uint32_t z3 = z1 ^ z2;
    uint32_t z4 = z0 ^ (z1 ^ z1 << 9) ^ (z2 ^ z2 << 21) ^ (z3 ^ z3 >> 21);
    *now = z3;
    *last = z4;
    *last_but_one &= 0x80000000u;
    well->at = (well->at + WELL_WORDS - 1) % WELL_WORDS;

    /* Tempering by Matsumoto and Kurita. */
    z4 ^= z4 << 7 & 0xE46E1700u;
    return z4 ^ (z4 << 15 & 0x9B868000u);
}

double well_next_double(Well *well)
{
    uint64_t high = next_word(well) >> 6;
    uint64_t low = next_word(well) >> 6;
    return (double)(high << 26 | low) * 0x1p-52;
}
