/* lua/base/json.h -- reading JSON Lines into Lua tables (module "sluice.json").
 * Spark: none. jansson does the parsing.
 *
 * lines(text) -> list of values, or nil and "line N: what is wrong". Objects and arrays
 * become tables, null fields are left out, whole numbers are integers. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_JSON_H
#define SLUICE_LUA_JSON_H

#include <lua.h>

int json_open(lua_State *L);

#endif
