/* lua/task/state_object.c -- the methods of a state. */
// SPDX-License-Identifier: MIT
#include "lua/task/state_object.h"

#include <lauxlib.h>

#include "lua/base/value.h"
#include "lua/task/task.h"

static const char STATE_META[] = "sluice.state";

/* Nearly always it is the one with which the function was called last. */
static StateObject *check_state(lua_State *L)
{
    StateObject *state = lua_touserdata(L, 1);
    const Worker *worker = state_context(L)->owner;
    if (state != NULL && state == worker->state_object)
        return state;
    return luaL_checkudata(L, 1, STATE_META);
}

void state_object_set(lua_State *L, StateObject *state, int object, int value)
{
    state->kind = STATE_OTHER;
    if (lua_isinteger(L, value)) {
        state->kind = STATE_INTEGER;
        state->as.integer = lua_tointeger(L, value);
    } else if (lua_type(L, value) == LUA_TNUMBER) {
        state->kind = STATE_FLOAT;
        state->as.number = lua_tonumber(L, value);
    } else {
        lua_pushvalue(L, value);
        lua_setiuservalue(L, object, 1);
    }
}

void state_object_push(lua_State *L, const StateObject *state, int object)
{
    switch (state->kind) {
    case STATE_INTEGER:
        lua_pushinteger(L, state->as.integer);
        break;
    case STATE_FLOAT:
        lua_pushnumber(L, state->as.number);
        break;
    case STATE_OTHER:
        lua_getiuservalue(L, object, 1);
        break;
    }
}

static int refuse(lua_State *L, const char *message)
{
    return value_raise(L, "java.lang.IllegalArgumentException", message);
}

static int state_exists(lua_State *L)
{
    lua_pushboolean(L, check_state(L)->exists);
    return 1;
}

static int state_get(lua_State *L)
{
    const StateObject *state = check_state(L);
    if (!state->exists)
        return value_raise(L, "java.util.NoSuchElementException", "State is not set");
    state_object_push(L, state, 1);
    return 1;
}

static int state_get_option(lua_State *L)
{
    const StateObject *state = check_state(L);
    lua_getglobal(L, state->exists ? "Some" : "None");
    if (state->exists) {
        state_object_push(L, state, 1);
        lua_call(L, 1, 1);
    }
    return 1;
}

static int state_update(lua_State *L)
{
    StateObject *state = check_state(L);
    if (state->removed)
        return refuse(L,
            "requirement failed: Cannot update the state after it has been removed");
    if (state->timing_out)
        return refuse(L,
            "requirement failed: Cannot update the state that is timing out");
    if (lua_isnoneornil(L, 2))
        return luaL_error(L, "update wants the new state, got nil; remove() ends it");
    state_object_set(L, state, 1, 2);
    state->exists = true;
    state->updated = true;
    return 0;
}

static int state_remove(lua_State *L)
{
    StateObject *state = check_state(L);
    if (state->timing_out)
        return refuse(L,
            "requirement failed: Cannot remove the state that is timing out");
    if (state->removed)
        return refuse(L,
            "requirement failed: Cannot remove the state that has already been removed");
    state->exists = false;
    state->updated = false;
    state->removed = true;
    return 0;
}

static int state_is_timing_out(lua_State *L)
{
    lua_pushboolean(L, check_state(L)->timing_out);
    return 1;
}

static int state_tostring(lua_State *L)
{
    const StateObject *state = check_state(L);
    if (!state->exists) {
        lua_pushliteral(L, "<state not set>");
        return 1;
    }
    lua_getglobal(L, "tostring");
    state_object_push(L, state, 1);
    lua_call(L, 1, 1);
    return 1;
}

static const luaL_Reg methods[] = {
    {"exists", state_exists},
    {"get", state_get},
    {"getOption", state_get_option},
    {"update", state_update},
    {"remove", state_remove},
    {"isTimingOut", state_is_timing_out},
    {NULL, NULL},
};

bool state_object_holds(lua_State *L)
{
    int top = lua_gettop(L);
    luaL_getmetatable(L, STATE_META);
    lua_pushliteral(L, "__index");
    lua_rawget(L, -2);
    bool holds = lua_istable(L, -1);
    for (const luaL_Reg *method = methods; method->name != NULL && holds; method++) {
        lua_pushstring(L, method->name);
        lua_rawget(L, top + 2);
        holds = lua_tocfunction(L, -1) == method->func;
    }
    lua_settop(L, top);
    return holds;
}

void state_object_open(lua_State *L)
{
    luaL_newmetatable(L, STATE_META);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, state_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "State");
    lua_setfield(L, -2, "__name");
    lua_pop(L, 1);
}

StateObject *state_object_new(lua_State *L)
{
    StateObject *object = lua_newuserdatauv(L, sizeof *object, 1);
    *object = (StateObject){0};
    luaL_setmetatable(L, STATE_META);
    return object;
}
