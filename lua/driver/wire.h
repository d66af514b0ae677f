/* lua/driver/wire.h -- connections of a receiver's functions to the world outside.
 * Spark: what a Receiver opens itself: a socket, a client of a queue.
 *
 * Wire.connect (lua/sluice/wire.lua) makes them. They belong to the coroutine of
 * onStart: they are closed when it ends, and when the receiver is stopped, restarted or
 * launched again. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_WIRE_H
#define SLUICE_LUA_WIRE_H

#include "lua/driver/rx.h"

/* Gives a receiver's state the function behind Wire.connect. */
void wire_open(lua_State *L, Rx *rx);

/* Closes all connections of a receiver. */
void wire_close_all(Rx *rx);

#endif
