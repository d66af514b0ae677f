/* lua/driver_tasks.h -- the driver as the scheduler and the workers see it; used by
 * the other files of the driver.
 * Spark: the driver's side of SparkContext.runJob, TaskSetManager's serializing. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_TASKS_H
#define SLUICE_LUA_DRIVER_TASKS_H

#include "lua/driver.h"

/* Readies a driver whose state is there; undoes it. */
void driver_tasks_open(Driver *driver);
void driver_tasks_close(Driver *driver);

/* What workers are given functions and globals by. */
WorkerSupply driver_supply(Driver *driver);

/* Pushes a function of the program's that was kept. */
void driver_push_function(lua_State *L, FuncId func);

#endif
