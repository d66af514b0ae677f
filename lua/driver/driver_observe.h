/* lua/driver/driver_observe.h -- what people may want to hear of a run.
 * Spark: the log. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_OBSERVE_H
#define SLUICE_LUA_DRIVER_OBSERVE_H

#include "lua/driver/driver.h"

SimObserver driver_observer(Driver *driver);

/* Pushes a function of sluice.report, if it can be had; calls it with the n values on
 * the top. */
bool driver_push_reporter(Driver *driver, const char *function);
void driver_call_reporter(Driver *driver, int n);

#endif
