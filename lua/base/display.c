// SPDX-License-Identifier: MIT
#include "lua/base/display.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <string.h>

/* Its address is the key of a table in the registry: object -> number, and at 0 the
 * last number given. The table does not keep objects alive. */
static const char NUMBERS = 'n';

void display_restart(lua_State *L)
{
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &NUMBERS);
}

static void push_numbers(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &NUMBERS) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &NUMBERS);
}

static lua_Integer number_of(lua_State *L, int index)
{
    push_numbers(L);
    lua_pushvalue(L, index);
    lua_rawget(L, -2);
    lua_Integer number = lua_tointeger(L, -1);
    lua_pop(L, 1);
    if (number == 0) {
        lua_rawgeti(L, -1, 0);
        number = lua_tointeger(L, -1) + 1;
        lua_pop(L, 1);
        lua_pushinteger(L, number);
        lua_rawseti(L, -2, 0);
        lua_pushvalue(L, index);
        lua_pushinteger(L, number);
        lua_rawset(L, -3);
    }
    lua_pop(L, 1);
    return number;
}

/* Whether Lua would show the value by its address. */
static bool has_address(lua_State *L, int index)
{
    int type = lua_type(L, index);
    if (type != LUA_TTABLE && type != LUA_TFUNCTION && type != LUA_TTHREAD &&
        type != LUA_TUSERDATA)
        return false;
    if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL)
        return true;
    lua_pop(L, 1);
    return false;
}

const char *display_tolstring(lua_State *L, int index, size_t *size)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 8, "too many values");
    if (!has_address(L, index))
        return luaL_tolstring(L, index, size);
    int kind = luaL_getmetafield(L, index, "__name");
    const char *name =
        kind == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, index);
    lua_pushfstring(L, "%s: %I", name, (LUAI_UACINT)number_of(L, index));
    if (kind != LUA_TNIL)
        lua_remove(L, -2);
    return lua_tolstring(L, -1, size);
}

static int display_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    display_tolstring(L, 1, NULL);
    return 1;
}

/* %p would show one, also of a text. */
static void refuse_addresses(lua_State *L)
{
    size_t size;
    const char *format = luaL_checklstring(L, 1, &size);
    const char *end = format + size;
    for (; format < end; format++) {
        if (*format != '%')
            continue;
        format++;
        while (
            format < end && *format != 0 && strchr("-+ #0123456789.", *format) != NULL)
            format++;
        if (format < end && *format == 'p')
            luaL_error(L,
                "%%p shows an address, which is another one in each run; "
                "%%s shows which object it is");
    }
}

/* string.format: values that would show an address are replaced by their text. */
static int display_format(lua_State *L)
{
    int n = lua_gettop(L);
    refuse_addresses(L);
    for (int i = 2; i <= n; i++) {
        if (has_address(L, i)) {
            display_tolstring(L, i, NULL);
            lua_replace(L, i);
        }
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, n, 1);
    return 1;
}

void display_open(lua_State *L)
{
    lua_register(L, "tostring", display_tostring);
    lua_getglobal(L, "string");
    lua_getfield(L, -1, "format");
    lua_pushcclosure(L, display_format, 1);
    lua_setfield(L, -2, "format");
    lua_pop(L, 1);
}
