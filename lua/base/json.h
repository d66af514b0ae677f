/* lua/base/json.h -- reading JSON into Lua tables (module "sluice.json").
 * Spark: none.
 *
 * Objects and arrays become tables, null fields are left out, whole numbers are
 * integers. What is no JSON (RFC 8259), has a field twice, a number that does not fit
 * or text that is no UTF-8 is refused. Values go straight to the stack: there is no
 * tree between text and tables. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_JSON_H
#define SLUICE_LUA_JSON_H

#include <lua.h>
#include <stdbool.h>

/* The module, see lua/base/json_lines.c. */
int json_open(lua_State *L);

/* Pushes the one value that a text holds, or else what is wrong with it. */
bool json_push(lua_State *L, const char *text, size_t size);

/* Whether a text surely holds one value, found without making any: json_push would take
 * it. Of what is unusual in a trace (blanks, fractions, names with more than small
 * letters) it is not sure. */
bool json_is_plain(const char *text, size_t size);

#endif
