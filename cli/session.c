// SPDX-License-Identifier: MIT
#include "cli/session.h"

#include <string.h>

#include <lauxlib.h>

#include "cli/run_options.h"
#include "cli/run_world.h"
#include "cli/signals.h"
#include "lua/base/owned.h"
#include "lua/driver/session.h"
#include "vm/base/mem.h"

#define SESSION_TYPE "cli.session"

typedef struct Session {
    RunOptions options;
    Driver *driver; /* NULL once it is closed */
} Session;

static int session_collect(lua_State *L)
{
    Session *session = luaL_checkudata(L, 1, SESSION_TYPE);
    signals_forget(session->driver);
    driver_delete(session->driver);
    session->driver = NULL;
    run_options_free(&session->options);
    return 0;
}

static Session *check_session(lua_State *L)
{
    Session *session = luaL_checkudata(L, 1, SESSION_TYPE);
    luaL_argcheck(L, session->driver != NULL, 1, "closed");
    return session;
}

static int session_call_method(lua_State *L)
{
    Session *session = check_session(L);
    const char *function = luaL_checkstring(L, 2);
    luaL_argcheck(L, !session_is_dead(session->driver), 1, "dead");
    int n = lua_gettop(L) - 2;
    signals_watch(session->driver);
    SessionStatus status = session_call(session->driver, L, function, &n);
    signals_forget(session->driver);
    if (status == SESSION_BROKEN)
        return lua_error(L);
    return n;
}

static int find_kind(lua_State *L, const char *name)
{
    for (int kind = 0; kind < TRACE_KIND_COUNT; kind++) {
        if (strcmp(trace_kind_name(kind), name) == 0)
            return kind;
    }
    return luaL_error(L, "no kind of the trace is called %s", name);
}

static int64_t integer_field(lua_State *L, const char *name, int64_t absent)
{
    lua_getfield(L, 2, name);
    int64_t value = luaL_optinteger(L, -1, absent);
    lua_pop(L, 1);
    return value;
}

static int session_move_method(lua_State *L)
{
    static const char *const ENDS[] = {
        [MOVE_ARRIVED] = "arrived",
        [MOVE_SEEN] = "seen",
        [MOVE_DRY] = "dry",
        [MOVE_REVIVED] = "revived",
        [MOVE_INTERRUPTED] = "interrupted",
    };
    Session *session = check_session(L);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_getfield(L, 2, "kind");
    SessionMove move = {
        .until = integer_field(L, "until_us", TIME_NEVER),
        .events = integer_field(L, "events", -1),
        .kind = lua_isnil(L, -1) ? -1 : find_kind(L, luaL_checkstring(L, -1)),
        .times = integer_field(L, "times", 1),
    };
    signals_watch(session->driver);
    SessionEnd end = session_move(session->driver, &move);
    signals_forget(session->driver);
    lua_pushstring(L, ENDS[end]);
    return 1;
}

static int session_events_method(lua_State *L)
{
    lua_pushinteger(L, session_events(check_session(L)->driver));
    return 1;
}

static int session_seen(lua_State *L)
{
    const Session *session = check_session(L);
    int kind = find_kind(L, luaL_checkstring(L, 2));
    lua_pushinteger(L, session->driver->trace.counts[kind]);
    return 1;
}

static int session_now(lua_State *L)
{
    lua_pushinteger(L, check_session(L)->driver->clock->now);
    return 1;
}

static int session_next(lua_State *L)
{
    SimTime next = queue_next_time(check_session(L)->driver->queue);
    if (next == TIME_NEVER)
        return 0;
    lua_pushinteger(L, next);
    return 1;
}

static int session_is_interrupted(lua_State *L)
{
    const Driver *driver = check_session(L)->driver;
    lua_pushboolean(L, driver->interrupted == INTERRUPTED_FROM_OUTSIDE);
    return 1;
}

static int session_is_dead_method(lua_State *L)
{
    lua_pushboolean(L, session_is_dead(check_session(L)->driver));
    return 1;
}

/* The world borrows texts of many lines, so the table stays with the session. */
static int session_add(lua_State *L)
{
    Session *session = check_session(L);
    lua_settop(L, 2);
    lua_createtable(L, 2, 0); /* session, table, borrowed */
    lua_getiuservalue(L, 1, 1);
    lua_rawseti(L, -2, 1);
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, 2);
    lua_setiuservalue(L, 1, 1);
    lua_remove(L, 1); /* run_read_world wants the table there */
    int n;
    WorldLine *lines = run_read_world(L, &n, session->options.driver.seed);
    for (int i = 0; i < n; i++)
        world_add(session->driver->world, &lines[i]);
    mem_free(lines);
    return 0;
}

static int session_trace(lua_State *L)
{
    const Buffer *trace = &check_session(L)->options.trace;
    size_t from = (size_t)luaL_optinteger(L, 2, 0);
    luaL_argcheck(L, from <= trace->size, 2, "behind the end");
    lua_pushlstring(L, trace->data != NULL ? trace->data + from : "",
        trace->size - from);
    lua_pushinteger(L, (lua_Integer)trace->size);
    return 2;
}

static int session_said(lua_State *L)
{
    Buffer *said = &check_session(L)->options.said;
    lua_pushlstring(L, said->data != NULL ? said->data : "", said->size);
    buffer_clear(said);
    return 1;
}

static const luaL_Reg methods[] = {
    {"call", session_call_method},
    {"move", session_move_method},
    {"seen", session_seen},
    {"now", session_now},
    {"events", session_events_method},
    {"next", session_next},
    {"is_interrupted", session_is_interrupted},
    {"is_dead", session_is_dead_method},
    {"add", session_add},
    {"trace", session_trace},
    {"said", session_said},
    {"close", session_collect},
    {NULL, NULL},
};

static void set_methods(lua_State *L)
{
    luaL_getmetatable(L, SESSION_TYPE);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}

int host_session(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    Session *session = owned_push(L, sizeof(Session), SESSION_TYPE, session_collect);
    set_methods(L);
    lua_pushvalue(L, 1); /* its texts are borrowed */
    lua_setiuservalue(L, -2, 1);

    Err err;
    bool ok = run_options_read(L, &session->options, &err);
    DriverOptions *options = &session->options.driver;
    options->by_hand = true;
    options->limits.endless = true;
    options->said = &session->options.said;
    options->trace_text = &session->options.trace;
    if (ok)
        session->driver = driver_new(options, &err);
    if (session->driver != NULL && session_open(session->driver, &err))
        return 1;
    lua_pushnil(L);
    lua_pushstring(L, err.message);
    return 2;
}
