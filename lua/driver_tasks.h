/* lua/driver_tasks.h -- the driver as the scheduler and the workers see it; used by
 * lua/driver.c only.
 * Spark: the driver's side of SparkContext.runJob, TaskSetManager's serializing. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_TASKS_H
#define SLUICE_LUA_DRIVER_TASKS_H

#include "lua/driver.h"

/* Readies a driver whose state is there; undoes it. */
void driver_tasks_open(Driver *driver);
void driver_tasks_close(Driver *driver);

#endif
