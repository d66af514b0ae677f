// SPDX-License-Identifier: MIT
#include "lua/base/owned.h"

#include <string.h>

void *owned_push(lua_State *L, size_t size, const char *type, lua_CFunction free)
{
    void *owned = lua_newuserdatauv(L, size, 1);
    memset(owned, 0, size);
    if (luaL_newmetatable(L, type)) {
        lua_pushcfunction(L, free);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return owned;
}

static int free_buffer(lua_State *L)
{
    buffer_free(lua_touserdata(L, 1));
    return 0;
}

Buffer *owned_push_buffer(lua_State *L)
{
    return owned_push(L, sizeof(Buffer), "sluice.buffer", free_buffer);
}
