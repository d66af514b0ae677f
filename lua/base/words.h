/* lua/base/words.h -- short strings that were made lately, found again by their bytes.
 * Spark: none.
 *
 * Lua makes a string by hashing it and searching its table of all strings, and forgets
 * it when nobody holds it. Words come again and again: a cache that holds the last ones
 * hands them out by one comparison of up to 16 bytes. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_WORDS_H
#define SLUICE_LUA_WORDS_H

#include <lua.h>
#include <stddef.h>

typedef struct WordCache WordCache;

void words_delete(WordCache *cache);

/* Begins a run of words_push: pushes one value, which has to stay on the stack. Makes
 * the cache once the state has split so much text that it pays. */
void words_begin(lua_State *L, size_t text_bytes);

/* Pushes the string; `holder` is the stack index of what words_begin pushed. */
void words_push(lua_State *L, int holder, const char *text, size_t size);

#endif
