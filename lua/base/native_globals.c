/* lua/base/native_globals.c -- whether functions of Lua's are still Lua's own. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/base/native_steps.h"
#include "lua/base/split.h"

const char *const native_builtins[BUILTIN_COUNT][2] = {
#define BUILTIN(name, library, field) {library, field},
    NATIVE_BUILTINS(BUILTIN)
#undef BUILTIN
};

void native_open(lua_State *L)
{
    StateContext *context = state_context(L);
    for (int i = 0; i < BUILTIN_COUNT; i++) {
        lua_getglobal(L, native_builtins[i][0]);
        lua_getfield(L, -1, native_builtins[i][1]);
        context->builtins[i] = lua_tocfunction(L, -1);
        lua_pop(L, 2);
    }
}

static bool library_holds(lua_State *L, const char *library)
{
    const StateContext *context = state_context(L);
    bool holds = lua_istable(L, -1);
    for (int i = 0; i < BUILTIN_COUNT && holds; i++) {
        if (strcmp(native_builtins[i][0], library) != 0)
            continue;
        lua_pushstring(L, native_builtins[i][1]);
        lua_rawget(L, -2);
        holds = lua_tocfunction(L, -1) == context->builtins[i];
        lua_pop(L, 1);
    }
    return holds;
}

bool native_strings_hold(lua_State *L)
{
    int top = lua_gettop(L);
    lua_pushliteral(L, "");
    bool holds = lua_getmetatable(L, -1) != 0;
    if (holds) {
        lua_pushliteral(L, "__index");
        lua_rawget(L, -2);
        holds = library_holds(L, "string");
    }
    lua_settop(L, top);
    return holds;
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

bool native_globals_hold(lua_State *L, int table, unsigned globals)
{
    int top = lua_gettop(L);
    bool hold = true;
    if (globals & GLOBAL_SPLIT) {
        push_global(L, table, "split");
        hold = lua_tocfunction(L, -1) == split_function;
    }
    if (hold && (globals & GLOBAL_MATH)) {
        push_global(L, table, "math");
        hold = library_holds(L, "math");
    }
    lua_settop(L, top);
    return hold;
}
