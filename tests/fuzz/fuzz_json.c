/* tests/fuzz/fuzz_json.c -- any bytes as JSON: jansson reads the same, or refuses it,
 * too.
 *
 * Ours is stricter in two things, and says so: how deep values are nested, and how long
 * a number is. jansson passes over some zero bytes. */
// SPDX-License-Identifier: MIT
#include <jansson.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "lua/base/json.h"
#include "vm/base/check.h"

static void compare(lua_State *L, const json_t *other);

static void compare_object(lua_State *L, const json_t *object)
{
    const char *key;
    json_t *value;
    size_t there = 0, wanted = 0;
    CHECK(lua_istable(L, -1));
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        lua_getfield(L, -1, key);
        compare(L, value);
        lua_pop(L, 1);
        wanted += !json_is_null(value);
    }
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1))
        there++;
    CHECK(there == wanted);
}

static void compare_array(lua_State *L, const json_t *array)
{
    CHECK(lua_istable(L, -1));
    for (size_t i = 0; i < json_array_size(array); i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1);
        compare(L, json_array_get(array, i));
        lua_pop(L, 1);
    }
    lua_rawgeti(L, -1, (lua_Integer)json_array_size(array) + 1);
    CHECK(lua_isnil(L, -1));
    lua_pop(L, 1);
}

static void compare_string(lua_State *L, const json_t *string)
{
    size_t size;
    CHECK(lua_type(L, -1) == LUA_TSTRING);
    const char *text = lua_tolstring(L, -1, &size);
    CHECK(size == json_string_length(string));
    CHECK(memcmp(text, json_string_value(string), size) == 0);
}

static void compare(lua_State *L, const json_t *other)
{
    luaL_checkstack(L, 4, "deep");
    switch (json_typeof(other)) {
    case JSON_OBJECT:
        compare_object(L, other);
        return;
    case JSON_ARRAY:
        compare_array(L, other);
        return;
    case JSON_STRING:
        compare_string(L, other);
        return;
    case JSON_INTEGER:
        CHECK(lua_isinteger(L, -1));
        CHECK(lua_tointeger(L, -1) == json_integer_value(other));
        return;
    case JSON_REAL:
        CHECK(lua_type(L, -1) == LUA_TNUMBER && !lua_isinteger(L, -1));
        CHECK(lua_tonumber(L, -1) == json_real_value(other));
        return;
    case JSON_TRUE:
    case JSON_FALSE:
        CHECK(lua_isboolean(L, -1));
        CHECK(lua_toboolean(L, -1) == json_is_true(other));
        return;
    default:
        CHECK(lua_isnil(L, -1));
    }
}

static bool is_stricter(const char *problem)
{
    return strstr(problem, "64 deep") != NULL || strstr(problem, "too long") != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lua_State *L = luaL_newstate();
    json_error_t error;
    json_t *other = json_loadb((const char *)data, size,
        JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    bool ok = json_push(L, (const char *)data, size);
    CHECK(lua_gettop(L) == 1);
    CHECK(ok || !json_is_plain((const char *)data, size));
    if (ok && other != NULL)
        compare(L, other);
    else if (ok)
        CHECK(strstr(error.text, "NUL byte in object key") != NULL);
    else if (other != NULL)
        CHECK(memchr(data, 0, size) != NULL || is_stricter(lua_tostring(L, -1)));
    json_decref(other);
    lua_close(L);
    return 0;
}
