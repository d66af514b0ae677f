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
#include <string.h>

typedef struct Splitter {
    const char *at; /* NULL: no piece is left */
    const char *end;
    const char *separator;
    size_t separator_size; /* >= 1 */
} Splitter;

/* The texts are borrowed as long as the splitter is used. */
void split_begin(Splitter *splitter, const char *text, size_t size,
    const char *separator, size_t separator_size);

/* Where a separator of several bytes stands next, or the end. */
const char *split_find_long(const Splitter *splitter);

/* The same of one byte: nearly all are. */
static inline const char *split_find_byte(const Splitter *splitter)
{
    const char *found = memchr(splitter->at, splitter->separator[0],
        (size_t)(splitter->end - splitter->at));
    return found != NULL ? found : splitter->end;
}

/* The next piece; false if there is none. */
static inline bool split_next(Splitter *splitter, const char **piece, size_t *size)
{
    const char *at = splitter->at;
    if (at == NULL)
        return false;
    const char *stop = splitter->separator_size == 1 ? split_find_byte(splitter)
                                                     : split_find_long(splitter);
    *piece = at;
    *size = (size_t)(stop - at);
    splitter->at = stop == splitter->end ? NULL : stop + splitter->separator_size;
    return true;
}

/* The global `split` of programs: split(text [, separator]) gives a list; with a
 * function as last argument each piece is handed to that. */
int split_function(lua_State *L);

#endif
