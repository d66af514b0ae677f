/* cli/run_world.h -- the world of a run, from the tables of cli/world.lua. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_RUN_WORLD_H
#define SLUICE_CLI_RUN_WORLD_H

#include <lua.h>

#include "vm/ingest/world.h"
#include "vm/store/tables.h"

/* Reads the field `world` of the table at index 1: n lines, which the caller frees.
 * Their texts belong to that table. Files are left out. */
WorldLine *run_read_world(lua_State *L, int *n, int64_t seed);

/* Pushes {{name =, rows = {{key, value, KEY, VALUE}, ...}}, ...}. Keys and values are
 * numbers, booleans and strings as the program put them, and whatever else as Spark
 * prints it; KEY and VALUE are all as Spark prints them. */
void run_push_stores(lua_State *L, const Tables *tables);

/* world_words() -> {faults, simulated, acts, conditions, processes}: what a world file
 * may say */
int host_world_words(lua_State *L);

#endif
