/* lua/task/captured.h -- captured tables: whether a task counted in them.
 * Spark: none; there it goes unnoticed.
 *
 * Each task has a copy of its own, so what it writes there is gone when it ends. What a
 * table held is remembered when the copy is made, and compared when the task ends:
 * numbers that are other numbers now, numbers under keys that are new, lists that grew.
 * Of several fields the one with the smallest key is told, so that each run tells the
 * same. Objects, and tables with more than CAPTURED_FIELDS fields, are left alone. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_CAPTURED_H
#define SLUICE_LUA_CAPTURED_H

#include <lua.h>

#include "vm/sched/runner.h"

enum { CAPTURED_FIELDS = 256 };

/* Pushes what is to be remembered of the tables that the function at an index captured,
 * nil if there are none. `environment` is the index of a function whose first captured
 * variable is that of the globals. */
void captured_remember(lua_State *L, int function, int environment);

/* Compares the tables of the function at an index with what was remembered, on the top.
 * Adds what is found to the result; of changed numbers it keeps the first. */
void captured_compare(lua_State *L, int function, FuncId func, TaskResult *result);

#endif
