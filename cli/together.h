/* cli/together.h -- calls of a Lua function on several threads, for `sluice sweep`.
 * Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_TOGETHER_H
#define SLUICE_CLI_TOGETHER_H

#include <lua.h>

/* together(module, requests, threads, done) -> answers. Each request, a text, is given
 * to the function `answer` of the module, which returns a text. Each thread has a Lua
 * state of its own, made by host_prepare, so the calls share nothing; answers come in
 * the order of the requests. `done(n)` is called here when n of them are there. An
 * error in a call is a fault of ours and raised. After Ctrl-C the runs that have begun
 * end, and then the process does. */
int host_together(lua_State *L);

#endif
