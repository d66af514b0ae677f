// SPDX-License-Identifier: MIT
#include "lua/base/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/base/ship.h"
#include "lua/base/value.h"

/* What is the sandbox's own, for functions that travel. */
static const char MODULE[] = "sluice.sandbox";

/* Keys of the registry. */
static const char GLOBALS = 'g'; /* the table of the program */
static const char OWN = 'o';     /* metatable of the program's own -> true, weak */

static const char *const FUNCTIONS[] = {"assert", "error", "ipairs", "load", "next",
    "pcall", "print", "rawequal", "rawget", "rawlen", "rawset", "select", "tonumber",
    "tostring", "type", "xpcall", "_VERSION", "pair", "tuple", "split", "Some", "None",
    "null", NULL};

static const char *const LIBRARIES[] = {"coroutine", "math", "string", "table", "utf8",
    NULL};

/* Names of Lua's that a program in a sandbox misses, and why. */
static const struct {
    const char *name;
    const char *why;
} ABSENT[] = {
    {"collectgarbage", "what memory a run takes is not the program's to see"},
    {"debug", "a program does not look into others"},
    {"dofile", "a program is one file"},
    {"io", "a program opens no files; sc:textFile reads those of the lesson"},
    {"loadfile", "a program is one file"},
    {"os", "a program sees neither the computer nor its clock"},
    {"package", "a program is one file"},
    {"require", "a program is one file, and has all of sluice without it"},
};

static _Noreturn void refuse(lua_State *L, const char *name, const char *why)
{
    lua_createtable(L, 0, 4);
    lua_pushfstring(L, "`%s` is not there in a lesson: %s", name, why);
    lua_setfield(L, -2, "message");
    lua_pushliteral(L, "java.lang.SecurityException");
    lua_setfield(L, -2, "class");
    lua_pushliteral(L, "not-in-lesson");
    lua_setfield(L, -2, "name");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "word");
    lua_error(L);
    abort(); /* lua_error does not return */
}

void sandbox_check_absent(lua_State *L, const char *name)
{
    for (size_t i = 0; i < sizeof ABSENT / sizeof ABSENT[0]; i++) {
        if (strcmp(ABSENT[i].name, name) == 0)
            refuse(L, name, ABSENT[i].why);
    }
}

/* __index of the globals */
static int miss(lua_State *L)
{
    if (lua_type(L, 2) == LUA_TSTRING)
        sandbox_check_absent(L, lua_tostring(L, 2));
    return 0;
}

/* Metatables. */

void sandbox_own(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &OWN) == LUA_TTABLE) {
        lua_pushliteral(L, "__gc");
        lua_pushnil(L);
        lua_rawset(L, -4);
        lua_pushvalue(L, -2);
        lua_pushboolean(L, true);
        lua_rawset(L, -3);
    }
    lua_pop(L, 1);
}

/* Whether the metatable on the top is the program's. */
static bool is_own(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &OWN);
    lua_pushvalue(L, -2);
    bool own = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 2);
    return own;
}

/* getmetatable(value): false for one of ours */
static int get_metatable(lua_State *L)
{
    luaL_checkany(L, 1);
    if (!lua_getmetatable(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    if (!is_own(L)) {
        lua_pushboolean(L, false);
        return 1;
    }
    lua_pushliteral(L, "__metatable");
    if (lua_rawget(L, -2) == LUA_TNIL)
        lua_pop(L, 1);
    return 1;
}

static bool has_field(lua_State *L, int table, const char *name)
{
    lua_pushstring(L, name);
    bool has = lua_rawget(L, table) != LUA_TNIL;
    lua_pop(L, 1);
    return has;
}

static void check_metatable(lua_State *L, int meta)
{
    static const char *const refused[] = {"__gc", "__mode"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (has_field(L, meta, refused[i]))
            refuse(L, refused[i], "when memory is collected differs from run to run");
    }
}

/* setmetatable(table, metatable): one of ours stays */
static int set_metatable(lua_State *L)
{
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    if (lua_getmetatable(L, 1) &&
        (!is_own(L) || has_field(L, lua_gettop(L), "__metatable")))
        return luaL_error(L, "cannot change a protected metatable");
    lua_settop(L, 2);
    if (type == LUA_TTABLE) {
        check_metatable(L, 2);
        sandbox_own(L);
    }
    lua_setmetatable(L, 1);
    return 1;
}

/* Walks. */

/* list, number -> the next number and its element; nothing behind the last */
static int step_in_list(lua_State *L)
{
    lua_Integer i = luaL_optinteger(L, 2, 0) + 1;
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_pushinteger(L, i);
    if (lua_rawgeti(L, 1, i) != LUA_TNIL)
        return 2;
    lua_pushnil(L);
    return 1;
}

/* pairs(t): ours walks a list with Lua's own `next`, which would walk any other table
 * in an order that changes from run to run. */
static int walk_pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    bool is_own = luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL;
    lua_settop(L, 1);
    lua_getglobal(L, "pairs");
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3); /* t, function, t, nil */
    if (!is_own && lua_iscfunction(L, 2)) {
        lua_pushcfunction(L, step_in_list);
        lua_replace(L, 2);
    }
    return 3;
}

/* Functions that are not quite Lua's. The plain one is upvalue 1. */

int sandbox_load(lua_State *L)
{
    lua_pushliteral(L, "t");
    lua_replace(L, 3);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 4, LUA_MULTRET);
    return lua_gettop(L);
}

/* load(chunk [, name [, mode [, env]]]): text only, and with the program's globals. A
 * name may not pass for a file. */
static int load_text(lua_State *L)
{
    bool has_environment = !lua_isnone(L, 4);
    lua_settop(L, 4);
    if (!has_environment) {
        sandbox_push_globals(L);
        lua_replace(L, 4);
    }
    if (lua_type(L, 2) == LUA_TSTRING && lua_tostring(L, 2)[0] == '@') {
        lua_pushfstring(L, "=%s", lua_tostring(L, 2) + 1);
        lua_replace(L, 2);
    }
    return sandbox_load(L);
}

/* math.randomseed: never by chance */
static int seed_random(lua_State *L)
{
    int n = lua_gettop(L);
    if (n == 0) {
        lua_pushinteger(L, 0);
        n = 1;
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, n, 0);
    return 0;
}

/* Puts the function in the place of a field of the table on the top, and lets it travel
 * under that name. */
static void replace(lua_State *L, lua_CFunction function, const char *field,
    const char *name)
{
    lua_getfield(L, -1, field);
    lua_pushcclosure(L, function, 1);
    lua_pushvalue(L, -1);
    ship_name(L, name);
    lua_setfield(L, -2, field);
}

/* The table. */

/* global table, program's table -> the same */
static void copy_library(lua_State *L, const char *name)
{
    lua_getfield(L, -2, name);
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, -3) != 0) { /* library, copy, key, value */
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -4);
    }
    lua_remove(L, -2);
    lua_pushvalue(L, -1);
    ship_name(L, name);
    lua_setfield(L, -2, name);
}

/* What the real libraries may not have either: strings lead to theirs, and workers copy
 * them. A thread of ours is none of the program's. */
static void cut_libraries(lua_State *L)
{
    lua_getfield(L, -1, "string");
    lua_pushnil(L);
    lua_setfield(L, -2, "dump");
    lua_pop(L, 1);
    lua_getfield(L, -1, "coroutine");
    lua_pushnil(L);
    lua_setfield(L, -2, "running");
    lua_pop(L, 1);
    lua_getfield(L, -1, "math");
    replace(L, seed_random, "randomseed", "math.randomseed");
    lua_pop(L, 1);
}

static void open_own(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &OWN);
}

static void set_meta(lua_State *L)
{
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, miss);
    lua_setfield(L, -2, "__index");
    sandbox_own(L);
    lua_setmetatable(L, -2);
}

/* Functions that travel as fields of a module: the plain ones have their names. */
static void add_own(lua_State *L)
{
    static const luaL_Reg own[] = {{"getmetatable", get_metatable},
        {"setmetatable", set_metatable}, {"pairs", walk_pairs}, {NULL, NULL}};
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    luaL_newlib(L, own);
    for (int i = 0; own[i].name != NULL; i++) {
        lua_getfield(L, -1, own[i].name);
        lua_pushvalue(L, -1);
        lua_setfield(L, -5, own[i].name); /* table, loaded, module, f */
        const char *name = lua_pushfstring(L, "%s:%s", MODULE, own[i].name);
        lua_insert(L, -2);
        ship_name(L, name);
        lua_pop(L, 1);
    }
    lua_setfield(L, -2, MODULE);
    lua_pop(L, 1);
}

void sandbox_open(lua_State *L, bool in_task)
{
    open_own(L);
    lua_pushglobaltable(L);
    cut_libraries(L);
    lua_newtable(L); /* globals, table */
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &GLOBALS);
    for (int i = 0; FUNCTIONS[i] != NULL; i++) {
        lua_getfield(L, -2, FUNCTIONS[i]);
        lua_setfield(L, -2, FUNCTIONS[i]);
    }
    for (int i = 0; LIBRARIES[i] != NULL; i++)
        copy_library(L, LIBRARIES[i]);
    add_own(L);
    if (!in_task)
        replace(L, load_text, "load", "load");
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, "_G");
    set_meta(L);
    lua_pop(L, 2);
}

void sandbox_add(lua_State *L)
{
    sandbox_push_globals(L);
    lua_pushnil(L);
    while (lua_next(L, -3) != 0) { /* items, table, key, value */
        lua_pushvalue(L, -2);
        bool is_new = lua_rawget(L, -4) == LUA_TNIL;
        lua_pop(L, 1);
        lua_pushvalue(L, -2);
        lua_insert(L, -2); /* items, table, key, key, value */
        if (is_new)
            lua_rawset(L, -4);
        else
            lua_pop(L, 2);
    }
    lua_pop(L, 2);
}

void sandbox_push_globals(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &GLOBALS) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_pushglobaltable(L);
}

void sandbox_confine(lua_State *L)
{
    sandbox_push_globals(L);
    lua_setupvalue(L, -2, 1);
}
