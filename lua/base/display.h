/* lua/base/display.h -- texts of values that are the same in every run.
 * Spark: none; an object of Java prints a hash code that differs from run to run as
 * well.
 *
 * Lua shows a table or a function by its address. Here each gets a number when its text
 * is first asked for: "table: 1". tostring, print and string.format("%s") use this. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DISPLAY_H
#define SLUICE_LUA_DISPLAY_H

#include <lua.h>
#include <stddef.h>

/* Replaces tostring and string.format of a new state. */
void display_open(lua_State *L);

/* Numbers begin with 1 again: for a new task. */
void display_restart(lua_State *L);

/* As luaL_tolstring: pushes the text of a value and returns it. */
const char *display_tolstring(lua_State *L, int index, size_t *size);

#endif
