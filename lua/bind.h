/* lua/bind.h -- the host functions: all that the Lua files of the API may ask of
 * the engine.
 * Spark: the methods of the JVM objects that the API stands on.
 *
 * They form one table, the module "sluice.host". An expected failure returns nil, Java
 * class and message; a fault of the API itself raises. Ids are integers: contexts,
 * streams, RDDs. Times and lengths are in milliseconds, as in Spark. docs/host.md lists
 * the functions. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_BIND_H
#define SLUICE_LUA_BIND_H

#include <lauxlib.h>
#include <lua.h>

#include "lua/driver.h"

/* Makes "sluice.host" known to require, and loads the API into the globals. */
void bind_open(lua_State *L);

/* A message handler: gives an error of the learner's a place (sluice.errors). */
int bind_add_place(lua_State *L);

/* Pushes a field of a module of the API: bind_push_api(L, "sluice.errors", "new"). */
void bind_push_api(lua_State *L, const char *module, const char *field);

/* Pushes the weak table of RDD handles (id + 1 -> handle), or nil. */
void bind_push_handles(lua_State *L);

/* The functions of each file, for the table. */
extern const luaL_Reg bind_context_functions[];
extern const luaL_Reg bind_stream_functions[];
extern const luaL_Reg bind_input_functions[];
extern const luaL_Reg bind_rdd_functions[];
extern const luaL_Reg bind_run_functions[];

/* Helpers. */
int bind_fail(lua_State *L, const Err *err); /* pushes nil, class, message */
Sim *bind_check_sim(lua_State *L);
Streaming *bind_check_context(lua_State *L, int argument);
RddId bind_check_rdd(lua_State *L, int argument);
/* Every maker of a stream is called as maker(context, {op =, file =, line =}, ...). */
StreamSpec bind_check_spec(lua_State *L, int argument);

#endif
