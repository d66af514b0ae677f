/* lua/base/sandbox.h -- what a program that nobody has read finds in a Lua state.
 * Spark: none.
 *
 * The program gets a globals table of its own, with what it may use and nothing else.
 * Modules of ours keep the real one: they are loaded into it, and C asks it, so that
 * the program can change nothing for them. Library tables are copies, and metatables of
 * ours are not shown. Each state of a run has such a table: the driver's, the workers',
 * the receivers'. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_SANDBOX_H
#define SLUICE_LUA_SANDBOX_H

#include <lua.h>
#include <stdbool.h>

/* Makes the table, of what the globals of the state are now. From then on
 * sandbox_push_globals pushes it. `load` stays as it is where tasks have one of their
 * own. */
void sandbox_open(lua_State *L, bool in_task);

/* Adds the items of the table on the top, which it takes, to the globals, but for names
 * that are there. */
void sandbox_add(lua_State *L);

/* The globals of the program: those of the state if it has no sandbox. */
void sandbox_push_globals(lua_State *L);

/* Gives the function on the top the globals of the program. */
void sandbox_confine(lua_State *L);

/* Raises what is to be said of a name that is not there, if Lua has it; else returns.
 */
void sandbox_check_absent(lua_State *L, const char *name);

/* How each `load` of ours ends: chunk, name, mode and environment are the stack, Lua's
 * own is upvalue 1. Only text is loaded, whatever the mode says. */
int sandbox_load(lua_State *L);

/* Lets the program see the metatable on the top: it is its own, and has no finalizer,
 * since no limit would hold while that runs. */
void sandbox_own(lua_State *L);

#endif
