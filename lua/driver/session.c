// SPDX-License-Identifier: MIT
#include "lua/driver/session.h"

#include <lauxlib.h>

#include "lua/base/json.h"
#include "lua/driver/bind.h"
#include "lua/driver/driver_parts.h"
#include "lua/driver/driver_world.h"
#include "vm/streaming/outputs.h"

/* Copies a value from one state to another; what cannot cross becomes nil. */
static void copy_value(lua_State *from, int index, lua_State *to)
{
    size_t size;
    switch (lua_type(from, index)) {
    case LUA_TBOOLEAN:
        lua_pushboolean(to, lua_toboolean(from, index));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(from, index))
            lua_pushinteger(to, lua_tointeger(from, index));
        else
            lua_pushnumber(to, lua_tonumber(from, index));
        break;
    case LUA_TSTRING: {
        const char *text = lua_tolstring(from, index, &size);
        lua_pushlstring(to, text, size);
        break;
    }
    default:
        lua_pushnil(to);
    }
}

bool session_is_dead(const Driver *driver)
{
    return driver->L == NULL;
}

/* Of a driver that was killed all goes that it had. */
static void bury(Driver *driver)
{
    if (!driver_is_killed(driver) || session_is_dead(driver))
        return;
    lua_sethook(driver->main, NULL, 0, 0);
    for (int i = 0; i < driver->n_contexts; i++)
        outputs_abandon(driver->contexts[i]);
    driver_world_outlives(driver);
}

/* One call that crosses; lives while it lasts. */
typedef struct Crossing {
    lua_State *from;
    const char *function;
    int n;
} Crossing;

static int call_module(lua_State *L)
{
    const Crossing *crossing = lua_touserdata(L, 1);
    lua_settop(L, 0);
    bind_push_api(L, "sluice.session", crossing->function);
    luaL_checkstack(L, crossing->n, "too many values");
    for (int i = -crossing->n; i < 0; i++)
        copy_value(crossing->from, i, L);
    lua_call(L, crossing->n, LUA_MULTRET);
    return lua_gettop(L);
}

/* What was raised as a text; what it is turned into a text by may raise, too. */
static int to_text(lua_State *L)
{
    luaL_tolstring(L, 1, NULL);
    return 1;
}

SessionStatus session_call(Driver *driver, lua_State *from, const char *function,
    int *n)
{
    lua_State *L = driver->L;
    Crossing crossing = {from, function, *n};
    lua_settop(L, 0);
    lua_pushcfunction(L, call_module);
    lua_pushlightuserdata(L, &crossing);
    int status = lua_pcall(L, 1, LUA_MULTRET, 0);
    lua_pop(from, *n);
    *n = 0;
    bury(driver);
    if (session_is_dead(driver) || driver->interrupted)
        return SESSION_INTERRUPTED;
    if (status != LUA_OK) {
        lua_pushcfunction(L, to_text);
        lua_insert(L, -2);
        lua_pcall(L, 1, 1, 0);
        const char *text = lua_tostring(L, -1);
        lua_pushstring(from, text != NULL ? text : "an error without a text");
        *n = 1;
        return SESSION_BROKEN;
    }
    *n = lua_gettop(L);
    luaL_checkstack(from, *n, "too many values");
    for (int i = 1; i <= *n; i++)
        copy_value(L, i, from);
    lua_settop(L, 0);
    return SESSION_OK;
}

static int prepare(lua_State *L)
{
    driver_prepare(L);
    luaL_requiref(L, "sluice.json", json_open, 0);
    bind_push_api(L, "sluice.session", "open");
    lua_call(L, 0, 0);
    return 0;
}

bool session_open(Driver *driver, Err *err)
{
    lua_State *L = driver->L;
    lua_pushcfunction(L, prepare);
    if (lua_pcall(L, 0, 0, 0) == LUA_OK)
        return true;
    err_set(err, ERR_IO, "%s", luaL_tolstring(L, -1, NULL));
    lua_settop(L, 0);
    return false;
}

int64_t session_events(const Driver *driver)
{
    return driver->fired + queue_fired(driver->queue);
}

/* The clock stands at `until` if nothing is to happen before. */
static void arrive(Driver *driver, SimTime until)
{
    if (until != TIME_NEVER && driver->clock->now < until &&
        queue_next_time(driver->queue) >= until)
        driver->clock->advance(driver->clock, until);
}

/* The next event; false if there is none, or none may come. */
static bool step(Driver *driver)
{
    return session_is_dead(driver) ? driver_world_step(driver) : sim_step(driver->sim);
}

/* Whether a driver that was killed is to live again; then it does, but for what was
 * typed. */
static bool is_revived(Driver *driver)
{
    Err err;
    return session_is_dead(driver) && driver->interrupted == NOT_INTERRUPTED &&
        driver_begin_life(driver, &err) && session_open(driver, &err);
}

SessionEnd session_move(Driver *driver, const SessionMove *move)
{
    const int64_t *seen = move->kind >= 0 ? &driver->trace.counts[move->kind] : NULL;
    int64_t enough = seen != NULL ? *seen + move->times : 0;
    SessionEnd end;
    for (;;) {
        bury(driver);
        bool counted = move->events >= 0 && session_events(driver) >= move->events;
        if (is_revived(driver))
            return MOVE_REVIVED;
        if (driver->interrupted == INTERRUPTED_FROM_OUTSIDE)
            return MOVE_INTERRUPTED;
        end = MOVE_SEEN;
        if (counted || (seen != NULL && *seen >= enough))
            break;
        end = move->until == TIME_NEVER ? MOVE_DRY : MOVE_ARRIVED;
        bool is_dead = session_is_dead(driver);
        bool can_step = driver->sim != NULL || is_dead;
        if (queue_next_time(driver->queue) > move->until || !can_step)
            break;
        end = MOVE_DRY;
        bool is_dry = !step(driver) && (is_dead || !driver->interrupted);
        if (is_dry && driver->interrupted != INTERRUPTED_FROM_OUTSIDE)
            break;
    }
    if (seen == NULL || end != MOVE_SEEN)
        arrive(driver, move->until);
    return end;
}
