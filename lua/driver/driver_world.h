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

/* The life of a driver that was killed ends; the world goes on in a queue of its own.
 */
void driver_world_outlives(Driver *driver);

/* Something happens there, while the driver is dead; false if nothing is left. */
bool driver_world_step(Driver *driver);

/* After the program has ended: true if the driver was killed and is started again,
 * within the limits of the run. Then its life has ended, time has passed until the next
 * one, which is to begin, and `driver->interrupted` is 0. */
bool driver_world_restarts(Driver *driver);

#endif
