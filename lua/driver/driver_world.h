/* lua/driver/driver_world.h -- what is outside of a program, and the lives of its
 * driver.
 * Spark: none; a supervisor that starts a driver again (spark-submit --supervise).
 *
 * The world (vm/ingest/world.h) outlives the driver's Lua state and application: a
 * fault kills them, and another one starts the program again from its first line, in a
 * fresh state, at a later moment of the same clock and in the same trace. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_WORLD_H
#define SLUICE_LUA_DRIVER_WORLD_H

#include "lua/driver/driver.h"

/* Makes the world of the options; the queue, the clock and the trace are there. */
void driver_world_open(Driver *driver);
void driver_world_close(Driver *driver);

/* Its time begins, with that of the first application. */
bool driver_world_begin(Driver *driver, Err *err);

/* The source of a socket stream, or NULL if nothing in the world is called so. */
Source *driver_world_source(Driver *driver, const char *host, int port);

/* After the program has ended: true if the driver was killed and is started again,
 * within the limits of the run.
 * Time has passed until then, and `driver->interrupted` is 0. What the life that ended
 * had has to be given back by `end_life`, which leaves the queue alone. */
bool driver_world_restarts(Driver *driver, void (*end_life)(Driver *driver));

#endif
