/* lua/driver/bind.h -- the host functions: all that the Lua files of the API may ask of
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

#include "lua/driver/driver.h"
#include "vm/graph/rdd.h"

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
extern const luaL_Reg bind_listen_functions[];
extern const luaL_Reg bind_stream_functions[];
extern const luaL_Reg bind_input_functions[];
extern const luaL_Reg bind_kafka_functions[];
extern const luaL_Reg bind_rdd_functions[];
extern const luaL_Reg bind_job_functions[];
extern const luaL_Reg bind_ranges_functions[];
extern const luaL_Reg bind_value_functions[];
extern const luaL_Reg bind_recovery_functions[];
extern const luaL_Reg bind_run_functions[];
extern const luaL_Reg bind_store_functions[];

/* Helpers. */
int bind_fail(lua_State *L, const Err *err); /* pushes nil, class, message */

/* Raises the error object of the class of a code. */
_Noreturn void bind_raise(lua_State *L, ErrCode code, const char *message);

/* Arguments that are tables (lua/driver/bind_values.c): where the program called an
 * operator, {op =, file =, line =}; a narrow operator and its options; an aggregator.
 */
CallSite bind_check_site(lua_State *L, int argument);
NarrowWork bind_check_narrow(lua_State *L, int op, int options);
Aggregator bind_check_aggregator(lua_State *L, int argument);

/* A function in a field of the table at `argument`, kept; FUNC_NONE if it is nil. */
FuncId bind_field_function(lua_State *L, int argument, const char *field);
bool bind_field_boolean(lua_State *L, int argument, const char *field);

/* A partitioner is a userdata; pushing takes a reference, checking borrows it. */
void bind_push_partitioner(lua_State *L, Partitioner *partitioner);
Partitioner *bind_check_partitioner(lua_State *L, int argument);
Sim *bind_check_sim(lua_State *L);
Streaming *bind_check_context(lua_State *L, int argument);
/* The name of a folder for files of ours; pushed, and inside, if the program is
 * enclosed (lua/base/sandbox.h). */
const char *bind_check_folder(lua_State *L, int argument);
int bind_context_number(lua_State *L, const Streaming *context);
RddId bind_check_rdd(lua_State *L, int argument);

#endif
