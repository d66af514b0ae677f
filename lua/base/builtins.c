// SPDX-License-Identifier: MIT
#include "lua/base/builtins.h"

#include <string.h>

#include "lua/base/state.h"

const char *const builtin_names[BUILTIN_COUNT][2] = {
#define BUILTIN(name, library, field) {library, field},
    BUILTINS(BUILTIN)
#undef BUILTIN
};

void builtins_open(lua_State *L)
{
    StateContext *context = state_context(L);
    for (int i = 0; i < BUILTIN_COUNT; i++) {
        const char *library = builtin_names[i][0];
        lua_pushglobaltable(L);
        if (library != NULL)
            lua_getfield(L, -1, library);
        lua_getfield(L, -1, builtin_names[i][1]);
        context->builtins[i] = lua_tocfunction(L, -1);
        lua_pop(L, library != NULL ? 3 : 2);
    }
}

/* Whether the value on the top, which it takes, is this function. */
static bool take_same(lua_State *L, int builtin)
{
    lua_CFunction function = lua_tocfunction(L, -1);
    lua_pop(L, 1);
    return function != NULL && function == state_context(L)->builtins[builtin];
}

/* Whether it is in the library on the top. */
static bool is_in_library(lua_State *L, int builtin)
{
    if (!lua_istable(L, -1))
        return false;
    lua_pushstring(L, builtin_names[builtin][1]);
    lua_rawget(L, -2);
    return take_same(L, builtin);
}

bool builtins_strings_hold(lua_State *L, unsigned set)
{
    int top = lua_gettop(L);
    lua_pushliteral(L, "");
    bool hold = lua_getmetatable(L, -1) != 0;
    if (hold) {
        lua_pushliteral(L, "__index");
        lua_rawget(L, -2);
    }
    for (int i = 0; i < BUILTIN_COUNT && hold; i++) {
        if (set & builtin_bit((Builtin)i))
            hold = is_in_library(L, i);
    }
    lua_settop(L, top);
    return hold;
}

static int get_global(lua_State *L)
{
    lua_gettable(L, 1);
    return 1;
}

/* Pushes a global as a task sees it; what cannot be had is nil or an error's value. */
static void push_global(lua_State *L, int globals, const char *name)
{
    lua_pushstring(L, name);
    if (lua_rawget(L, globals) != LUA_TNIL)
        return;
    lua_pop(L, 1);
    lua_pushcfunction(L, get_global);
    lua_pushvalue(L, globals);
    lua_pushstring(L, name);
    lua_pcall(L, 2, 1, 0);
}

static bool global_holds(lua_State *L, int table, int builtin)
{
    const char *library = builtin_names[builtin][0];
    push_global(L, table, library != NULL ? library : builtin_names[builtin][1]);
    if (library == NULL)
        return take_same(L, builtin);
    bool holds = is_in_library(L, builtin);
    lua_pop(L, 1);
    return holds;
}

bool builtins_globals_hold(lua_State *L, int table, unsigned set)
{
    table = lua_absindex(L, table);
    for (int i = 0; i < BUILTIN_COUNT; i++) {
        if ((set & builtin_bit((Builtin)i)) && !global_holds(L, table, i))
            return false;
    }
    return true;
}
