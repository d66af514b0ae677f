/* lua/native/pattern.h -- the patterns of Lua that need no way back.
 * Spark: none.
 *
 * "%S+", "[^,]+", "#%w+", "%d%d": a few characters or classes, one behind the other, of
 * which the last may come again and again. Nearly all patterns that cut words out of a
 * line are of this kind. A pair of parentheses around all of it changes nothing. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_PATTERN_H
#define SLUICE_LUA_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PATTERN_PLACES = 8 };

typedef struct Pattern {
    uint8_t fits[256]; /* by byte: a bit for each place where it fits */
    int places;        /* >= 1 */
    bool repeats;      /* the last one */
    bool captures;     /* there are parentheses */
} Pattern;

/* False if the text is another kind of pattern, or none. Classes go by the locale, as
 * Lua's do. */
bool pattern_read(Pattern *pattern, const char *text, size_t size);

/* The first match in [at, end): where it begins, and in *behind where it ends; NULL if
 * there is none. It is never empty. */
const char *pattern_search(const Pattern *pattern, const char *at, const char *end,
    const char **behind);

#endif
