/* lua/base/plain.h -- plain data as bytes, from one process of ours to another.
 * Spark: none.
 *
 * Plain are nil, booleans, numbers, strings, and tables of them without a metatable,
 * nested up to PLAIN_DEPTH. Who reads need not trust who has written. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_PLAIN_H
#define SLUICE_LUA_PLAIN_H

#include <lua.h>
#include <stdbool.h>

#include "vm/base/buffer.h"

enum { PLAIN_DEPTH = 16 };

/* Appends the value at index. False if it is not plain, or if *out would have more than
 * `most` bytes; what *out has then means nothing. Metamethods are not called. */
bool plain_write(lua_State *L, int index, size_t most, Buffer *out);

/* Pushes the value that the bytes are, all of them; false, and nothing pushed, if they
 * are none. May raise "not enough memory". */
bool plain_read(lua_State *L, const char *bytes, size_t size);

#endif
