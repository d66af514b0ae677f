/* lua/base/owned.h -- C structs that the collector frees, so that an error that Lua
 * raises leaks nothing. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_OWNED_H
#define SLUICE_LUA_OWNED_H

#include <lauxlib.h>

#include "vm/base/buffer.h"

/* Pushes a userdata of `size` zero bytes; `free` is called with it when nothing refers
 * to it any more, so it must do with all zero, too. `type` names its metatable: one for
 * each `free`. One user value is free for what it borrows. */
void *owned_push(lua_State *L, size_t size, const char *type, lua_CFunction free);

/* Pushes an empty buffer. */
Buffer *owned_push_buffer(lua_State *L);

#endif
