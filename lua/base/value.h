/* lua/base/value.h -- Lua values that are records.
 * Spark: Tuple2, Option, null; Scala's List and buffers as Lua tables.
 *
 * A record is one Lua value or a pair, two values. Where one value is needed a pair is
 * an object with fields _1 and _2. This file defines pair, tuple, Some, None and null,
 * and turns values into record bytes (vm/store/record.h) and back. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_VALUE_H
#define SLUICE_LUA_VALUE_H

#include <lua.h>
#include <stdbool.h>

#include "lua/base/state.h"
#include "vm/base/buffer.h"
#include "vm/store/record.h"

/* Defines the types and the globals pair, tuple, Some, None, null, split. Called once a
 * state.
 */
void value_open(lua_State *L);

bool value_is_pair(lua_State *L, int index);

/* Which of our metatables a value has; VALUE_META_COUNT for none. */
ValueMeta value_meta(lua_State *L, int index);
void value_push_meta(lua_State *L, ValueMeta meta);

/* Whether a table of that kind is one value, and no list, though a table. */
static inline bool value_is_single(ValueMeta meta)
{
    return meta == META_PAIR || meta == META_TUPLE || meta == META_MESSAGE;
}

/* Replaces the n >= 2 values on the top by a pair or tuple of them. */
void value_make_tuple(lua_State *L, int n);

/* Makes the table on the top a list that prints as this container. */
void value_set_list(lua_State *L, RecordTag tag);

/* Replaces the pair object on the top by its two parts. */
void value_open_pair(lua_State *L);

/* Pushes a pair object made of the two values on the top, which it takes. */
void value_make_pair(lua_State *L);

/* Appends the record of a value; of a pair of values. NULL if it could be done, else
 * what stands there that no record can hold, such as "a function"; nothing is appended
 * then. May raise "not enough memory" only. */
const char *value_encode(lua_State *L, int index, Buffer *out);
const char *value_encode_pair(lua_State *L, int key, int value, Buffer *out);

/* Pushes a record as one value, or as function arguments: one value, two for a pair.
 * Needs 4 free stack slots for each level of nesting; checks them. */
void value_push(lua_State *L, const char *record);
int value_push_arguments(lua_State *L, const char *record);

/* Raises an error of a Java class: a table with class and message. */
int value_raise(lua_State *L, const char *class_name, const char *message);

/* compare(a, b) -> -1, 0 or 1, as Spark orders keys; raises if the two have no order.
 * is_pair(x) -> whether it is a pair object. */
int value_compare(lua_State *L);
/* bytes(value) -> its record as a string: equal values have equal ones. */
int value_bytes(lua_State *L);
int value_test_pair(lua_State *L);

/* Appends a value as a Lua programmer would write it, "to", {"a", 1}, (k, v); long
 * strings and lists are cut. */
void value_append_source(lua_State *L, int index, Buffer *out);

#endif
