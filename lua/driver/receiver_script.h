/* lua/driver/receiver_script.h -- a receiver of the program's own: its functions, in a
 * Lua state of theirs. Spark: Receiver, and the thread that its onStart begins.
 *
 * onStart runs as a coroutine on simulated time: rx:sleep lets time pass, everything
 * else happens at one moment. The functions and what they captured are a copy, made
 * from the driver's at each launch; a restart keeps the copy. It is a Source for
 * vm/ingest/receiver.h. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_RECEIVER_SCRIPT_H
#define SLUICE_LUA_RECEIVER_SCRIPT_H

#include "lua/driver/driver.h"

/* `maker` is a function of the driver's that returns onStart, onStop and onBlockStored
 * (nil for those that are not there). */
Source *receiver_script_new(Driver *driver, FuncId maker, int input);

#endif
