/* vm/base/word.h -- a text of up to 16 bytes as numbers, which compare and hash at
 * once. Spark: none.
 *
 * Which bytes stand where depends on the size, so that no byte outside the text is
 * read. Two texts are the same exactly if all three numbers are. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_WORD_H
#define SLUICE_BASE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { WORD_LONGEST = 16 };

typedef struct Word {
    uint64_t low;
    uint64_t high;
    uint32_t size; /* >= 1; 0 is no word */
} Word;

static inline uint64_t word_read_8(const char *at)
{
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static inline uint64_t word_read_4(const char *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

/* The word of a text of 1 to WORD_LONGEST bytes. */
static inline Word word_read(const char *text, size_t size)
{
    if (size >= 8)
        return (Word){word_read_8(text), word_read_8(text + size - 8), (uint32_t)size};
    if (size >= 4)
        return (Word){word_read_4(text), word_read_4(text + size - 4), (uint32_t)size};
    return (Word){(unsigned char)text[0] | (uint64_t)(unsigned char)text[size / 2] << 8,
        (unsigned char)text[size - 1], (uint32_t)size};
}

/* A number whose upper bits are evenly spread. */
static inline uint64_t word_mix(const Word *word)
{
    uint64_t mixed = (word->low ^ (word->high << 7 | word->high >> 57)) + word->size;
    return mixed * UINT64_C(0x9E3779B97F4A7C15);
}

static inline bool word_is_same(const Word *a, const Word *b)
{
    return a->low == b->low && a->high == b->high && a->size == b->size;
}

#endif
