/* tests/fuzz/fuzz_answer.c -- any bytes as what a child in a box told its parent.
 *
 * The bytes are read as frames, and without them as plain data; data that could be read
 * are written and read again as the same. */
// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>

#include "cli/enclosed_answer.h"
#include "lua/base/plain.h"
#include "vm/base/check.h"

static void check_field(lua_State *L, const char *name, int type)
{
    CHECK(lua_getfield(L, -1, name) == type);
    lua_pop(L, 1);
}

static void read_answer(lua_State *L, const uint8_t *data, size_t size)
{
    ChildEnd end = {.limits = {5, 1 << 20, 1000, 1000000}};
    buffer_append(&end.frames, data, size);
    answer_push(L, &end);
    CHECK(lua_gettop(L) == 1);
    check_field(L, "ended", LUA_TSTRING);
    check_field(L, "trace", LUA_TSTRING);
    check_field(L, "said", LUA_TSTRING);
    lua_settop(L, 0);
    buffer_free(&end.frames);
    buffer_free(&end.errors);
}

static int same(lua_State *L, int a, int b);

static int same_items(lua_State *L, int a, int b)
{
    for (lua_pushnil(L); lua_next(L, a) != 0; lua_pop(L, 1)) {
        int key = lua_gettop(L) - 1;
        if (lua_type(L, key) == LUA_TTABLE)
            continue; /* it is another one now */
        lua_pushvalue(L, key);
        lua_rawget(L, b);
        if (!same(L, key + 1, key + 2))
            return 0;
        lua_pop(L, 1);
    }
    return 1;
}

static int same(lua_State *L, int a, int b)
{
    luaL_checkstack(L, 8, "deep");
    if (lua_type(L, a) == LUA_TTABLE && lua_type(L, b) == LUA_TTABLE)
        return same_items(L, a, b);
    return lua_rawequal(L, a, b) || !lua_rawequal(L, a, a);
}

static void read_plain(lua_State *L, const uint8_t *data, size_t size)
{
    if (!plain_read(L, (const char *)data, size)) {
        CHECK(lua_gettop(L) == 0);
        return;
    }
    Buffer again = {0};
    CHECK(plain_write(L, 1, size + 1, &again));
    CHECK(plain_read(L, again.data, again.size));
    CHECK(lua_gettop(L) == 2 && same(L, 1, 2));
    buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lua_State *L = luaL_newstate();
    read_answer(L, data, size);
    read_plain(L, data, size);
    lua_close(L);
    return 0;
}
