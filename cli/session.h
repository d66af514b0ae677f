/* cli/session.h -- sessions (lua/driver/session.h) for the Lua of the command line. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_SESSION_H
#define SLUICE_CLI_SESSION_H

#include <lua.h>

/* session(config) -> a session, or nil and a message. The table is that of `run`. Its
 * methods: call(function, ...) calls a function of sluice.session, and raises what
 * breaks there · move{until_us =, events =, kind =, times =} returns "arrived", "seen",
 * "dry" or "interrupted" · seen(kind): how many records of it there are · now() in
 * microseconds · events(): how many have happened · next(): the time of the next one,
 * or nil · is_interrupted(): whether Ctrl-C has ended it · add(config): what is in
 * `world` of that table happens, too · trace([from]): the trace, from a byte on, and
 * its size · said(): what was said since the last call · close(). */
int host_session(lua_State *L);

#endif
