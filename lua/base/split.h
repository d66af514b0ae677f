/* lua/base/split.h -- cutting a text at a separator.
 * Spark: java.lang.String.split, as in `_.split(" ")`: empty strings at the end are
 * left out, others are not; a text without a separator is one piece, even an empty
 * text. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_SPLIT_H
#define SLUICE_LUA_SPLIT_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Splitter {
    const char *at; /* NULL: no piece is left */
    const char *end;
    const char *separator;
    size_t separator_size; /* >= 1 */
} Splitter;

/* The texts are borrowed as long as the splitter is used. */
void split_begin(Splitter *splitter, const char *text, size_t size,
    const char *separator, size_t separator_size);

/* The next piece; false if there is none. */
bool split_next(Splitter *splitter, const char **piece, size_t *size);

/* The global `split` of programs: split(text [, separator]) gives a list; with a
 * function as last argument each piece is handed to that. */
int split_function(lua_State *L);

#endif
