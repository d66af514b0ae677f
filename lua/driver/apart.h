/* lua/driver/apart.h -- a folder for what a run writes, when others go on beside it.
 * Spark: none.
 *
 * With the option `apart`, checkpoints and saved data go below a folder of the run's
 * own (lua/sluice/apart.lua), so that runs do not meet in them. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_APART_H
#define SLUICE_LUA_APART_H

#include "lua/driver/driver.h"

/* The folder, which the first call makes; NULL and err if it cannot. */
const char *apart_folder(Driver *driver, Err *err);

/* Removes it, with all that is in it. */
void apart_close(Driver *driver);

#endif
