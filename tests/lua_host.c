/* tests/lua_host.c -- runs one Lua test: lua-test FILE.lua [ARG]...
 *
 * The test sees Lua's standard library, the embedded scripts (require "viz.style") and
 * the modules in tests/lib (require "tap"). There is no engine here. An error is
 * printed with a traceback and makes the exit code 1. Run it from the top of the tree.
 */
// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "lua/base/cells.h"
#include "lua/base/embedded.h"

/* A searcher of package.searchers: gets a module name, returns loader and path. */
static int find_embedded(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);

    for (const EmbeddedScript *script = embedded_scripts; script->name; script++) {
        if (strcmp(script->name, name) != 0)
            continue;
        if (luaL_loadbufferx(L, (const char *)script->code, script->size, script->path,
                "b") != LUA_OK)
            return lua_error(L);
        lua_pushstring(L, script->path);
        return 2;
    }
    lua_pushfstring(L, "no embedded script '%s'", name);
    return 1;
}

/* Puts the searcher behind package.preload, before any file of the same name. */
static void add_searcher(lua_State *L)
{
    lua_getglobal(L, "table");
    lua_getfield(L, -1, "insert");
    lua_getglobal(L, "package");
    lua_getfield(L, -1, "searchers");
    lua_remove(L, -2); /* package */
    lua_pushinteger(L, 2);
    lua_pushcfunction(L, find_embedded);
    lua_call(L, 3, 0);
    lua_pop(L, 1); /* table */
}

static void set_path(lua_State *L)
{
    lua_getglobal(L, "package");
    lua_pushliteral(L, "tests/lib/?.lua");
    lua_setfield(L, -2, "path");
    lua_pushliteral(L, "");
    lua_setfield(L, -2, "cpath");
    lua_pop(L, 1);
}

static void set_arguments(lua_State *L, int count, char **arguments)
{
    lua_createtable(L, count, 1);
    for (int i = 0; i < count; i++) {
        lua_pushstring(L, arguments[i]);
        lua_rawseti(L, -2, i);
    }
    lua_setglobal(L, "arg");
}

static int add_traceback(lua_State *L)
{
    luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
    return 1;
}

/* Gets the number of arguments and the arguments, from the file name on. */
static int run(lua_State *L)
{
    int count = (int)lua_tointeger(L, 1);
    char **arguments = lua_touserdata(L, 2);

    luaL_openlibs(L);
    add_searcher(L);
    set_path(L);
    set_arguments(L, count, arguments);
    if (luaL_loadfile(L, arguments[0]) != LUA_OK)
        return lua_error(L);
    luaL_checkstack(L, count, "too many arguments");
    for (int i = 1; i < count; i++)
        lua_pushstring(L, arguments[i]);
    lua_call(L, count - 1, 0);
    return 0;
}

/* Memory as the program's own states have it. When block is NULL, Lua passes a type tag
 * as old_size. */
static void *allocate(void *subject, void *block, size_t old_size, size_t new_size)
{
    return cells_resize(subject, block, block != NULL ? old_size : 0, new_size);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: lua-test FILE.lua [ARG]...\n");
        return 2;
    }
    Cells cells = {0};
    lua_State *L = lua_newstate(allocate, &cells);
    if (L == NULL)
        return 1;
    lua_pushcfunction(L, add_traceback);
    lua_pushcfunction(L, run);
    lua_pushinteger(L, argc - 1);
    lua_pushlightuserdata(L, argv + 1);
    int status = lua_pcall(L, 2, 0, 1);
    if (status != LUA_OK)
        fprintf(stderr, "%s\n", lua_tostring(L, -1));
    lua_close(L);
    cells_free(&cells);
    return status == LUA_OK ? 0 : 1;
}
