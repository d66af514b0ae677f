/* lua/base/scripts.h -- the Lua files that are part of the program.
 * Spark: none.
 *
 * They are compiled into the binary (lua/base/embedded.h) and found by `require` before
 * the disk is searched. A debug build reads them from the source tree instead. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_SCRIPTS_H
#define SLUICE_LUA_SCRIPTS_H

#include <lua.h>
#include <stdbool.h>

/* Makes `require` find the embedded files. */
void scripts_open(lua_State *L);

/* True if a chunk name ("@lua/sluice/dstream.lua") is one of ours, not the learner's.
 */
bool scripts_is_ours(const char *chunk_name);

/* names(start) -> list of the modules whose names begin so, for the command line. */
int scripts_names(lua_State *L);

/* A host function, for workers as well: caller() -> file and line of the innermost
 * function that is not ours, or nothing. */
int scripts_caller(lua_State *L);

#endif
