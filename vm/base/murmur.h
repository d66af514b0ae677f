/* vm/base/murmur.h -- the steps of MurmurHash3, x86, 32 bits.
 * Spark: Murmur3_x86_32; scala.util.hashing.MurmurHash3; Guava's Hashing. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_MURMUR_H
#define SLUICE_BASE_MURMUR_H

#include <stdint.h>

static inline uint32_t murmur_rotate(uint32_t x, int by)
{
    return (x << by) | (x >> (32 - by));
}

/* The hash with one more word of data in it; a fresh hash is its seed. */
static inline uint32_t murmur_mix(uint32_t hash, uint32_t data)
{
    hash ^= murmur_rotate(data * 0xCC9E2D51u, 15) * 0x1B873593u;
    return murmur_rotate(hash, 13) * 5 + 0xE6546B64u;
}

/* Length is in bytes, or in what else the data is made of. */
static inline uint32_t murmur_finish(uint32_t hash, uint32_t length)
{
    hash ^= length;
    hash = (hash ^ hash >> 16) * 0x85EBCA6Bu;
    hash = (hash ^ hash >> 13) * 0xC2B2AE35u;
    return hash ^ hash >> 16;
}

#endif
