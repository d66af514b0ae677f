/* lua/driver/bind_listen.h -- the streaming listeners of the program, as the scheduler
 * sees them; used by lua/driver/driver_sim.c. Spark: StreamingListenerBus. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_BIND_LISTEN_H
#define SLUICE_LUA_BIND_LISTEN_H

#include "lua/driver/driver.h"

/* Notes what happens as Lua tables, and hands them to the functions that were given to
 * the host function context_listen. Borrows the driver. */
StreamingListener bind_listener(Driver *driver);

#endif
