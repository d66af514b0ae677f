/* vm/base/line_end.h -- where a line ends: at \n or \r. Spark: none.
 *
 * memchr would have to look for one after the other, and in a text without \n it would
 * go through the whole rest for each line. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_LINE_END_H
#define SLUICE_BASE_LINE_END_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LINE_END_ONES UINT64_C(0x0101010101010101) /* 1 in each byte */

/* Whether one of eight bytes is zero. */
static inline bool line_end_has_zero(uint64_t bytes)
{
    return ((bytes - LINE_END_ONES) & ~bytes & (LINE_END_ONES << 7)) != 0;
}

/* The first \n or \r, or the limit: eight bytes at a time up to those with it. */
static inline const char *line_end_find(const char *at, const char *limit)
{
    uint64_t word;
    for (; limit - at >= (ptrdiff_t)sizeof word; at += sizeof word) {
        memcpy(&word, at, sizeof word);
        if (line_end_has_zero(word ^ LINE_END_ONES * '\n') ||
            line_end_has_zero(word ^ LINE_END_ONES * '\r'))
            break;
    }
    while (at < limit && *at != '\n' && *at != '\r')
        at++;
    return at;
}

#endif
