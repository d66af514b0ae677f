/* lua/driver/rx.c -- the object that a receiver's functions are given. */
// SPDX-License-Identifier: MIT
#include "lua/driver/rx.h"

#include <lauxlib.h>
#include <string.h>

#include "lua/base/display.h"
#include "lua/base/scripts.h"
#include "lua/base/value.h"
#include "vm/base/err.h"
#include "vm/ingest/rate_limiter.h"

static const char RX_TYPE[] = "sluice.rx";

static Rx *check_rx(lua_State *L)
{
    Rx **rx = luaL_testudata(L, 1, RX_TYPE);
    if (rx == NULL)
        luaL_error(L, "a method of a receiver is called with a colon: rx:store(x)");
    return *rx;
}

/* Raises an error, the table on top, with the class that Spark's has. */
static int raise_table(lua_State *L, ErrCode code, const char *message)
{
    lua_pushstring(L, err_class(code));
    lua_setfield(L, -2, "class");
    lua_pushstring(L, message);
    lua_setfield(L, -2, "message");
    return lua_error(L);
}

static int raise(lua_State *L, ErrCode code, const char *message)
{
    lua_createtable(L, 0, 2);
    return raise_table(L, code, message);
}

/* Waiting. */

static bool is_stopping_slowly(const lua_State *L, const Rx *rx)
{
    return L == rx->stopping && rx->may_stop_slowly;
}

static void check_can_wait(lua_State *L, const Rx *rx, const char *who)
{
    if (L != rx->thread && !is_stopping_slowly(L, rx))
        luaL_error(L,
            "%s waits; only onStart can, and onStop while the context stops gracefully",
            who);
    if (!lua_isyieldable(L))
        luaL_error(L, "%s waits; it cannot inside a function that C called", who);
}

/* Whoever yields next goes on then. */
static void wake_at(const lua_State *L, Rx *rx, SimTime at)
{
    bool stopping = is_stopping_slowly(L, rx);
    EventId *wake = stopping ? &rx->stop_wake : &rx->wake;
    *wake = queue_push(rx->queue, at, RANK_ARRIVAL,
        stopping ? rx->on_stop_wake : rx->on_wake, rx->subject, 0);
}

/* Storing. */

/* A table without a metatable is a list: its elements are records. */
static bool is_list(lua_State *L, int index)
{
    if (!lua_istable(L, index))
        return false;
    bool has_meta = lua_getmetatable(L, index);
    if (has_meta)
        lua_pop(L, 1);
    return !has_meta;
}

static void encode(lua_State *L, Rx *rx, int index, lua_Integer element)
{
    const char *problem = value_encode(L, index, &rx->records);
    if (problem == NULL)
        return;
    if (element > 0)
        luaL_error(L, "rx:store: element %I is %s; it cannot be a record", element,
            problem);
    luaL_error(L, "rx:store wants a record, got %s", problem);
}

static bool store_list(lua_State *L, Rx *rx, Err *err)
{
    lua_Integer count = luaL_len(L, 2);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, 2, i);
        encode(L, rx, 3, i);
        lua_pop(L, 1);
    }
    return rx->listener->block(rx->listener->subject, rx->records.data,
        rx->records.size, count, err);
}

static int refuse_data(lua_State *L)
{
    return raise(L, ERR_SPARK, SOURCE_REFUSES);
}

bool rx_give(const Rx *rx, const Buffer *record, const Buffer *metadata)
{
    const SourceListener *listener = rx->listener;
    return listener->record(listener->subject, record->data, record->size,
        metadata->size > 0 ? metadata : NULL);
}

/* What stands behind the record: for onBlockStored, once its block is stored. */
static void encode_metadata(lua_State *L, Rx *rx)
{
    buffer_clear(&rx->metadata);
    if (lua_gettop(L) < 3)
        return;
    const char *problem = value_encode(L, 3, &rx->metadata);
    if (problem != NULL)
        luaL_error(L, "rx:store: metadata are values that can be records, got %s",
            problem);
}

/* The record is encoded again after a wait: onStop may have stored meanwhile. */
static int store_record(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    Rx *rx = check_rx(L);
    if (L == rx->thread)
        buffer_clear(&rx->held);
    buffer_clear(&rx->records);
    encode(L, rx, 2, 0);
    encode_metadata(L, rx);
    return rx_give(rx, &rx->records, &rx->metadata) ? 0 : refuse_data(L);
}

/* Spark does not notice this error if nobody catches it. */
static int refuse_rate(lua_State *L)
{
    lua_createtable(L, 0, 3);
    lua_pushboolean(L, true);
    lua_setfield(L, -2, RX_UNNOTICED);
    return raise_table(L, ERR_ARGUMENT, RATE_REFUSAL);
}

/* A record comes when the limit lets it. Where no time can pass it comes at once, and
 * those after it wait the longer. */
static int store_in_turn(lua_State *L, Rx *rx)
{
    SimTime now = rx->clock->now;
    SimTime at = rx->listener->permit(rx->listener->subject);
    if (at == TIME_NEVER)
        return refuse_rate(L);
    bool cannot_wait = L == rx->stopping && !rx->may_stop_slowly;
    if (at <= now || cannot_wait)
        return store_record(L, LUA_OK, 0);
    check_can_wait(L, rx, "rx:store");
    if (L == rx->thread) {
        buffer_append(&rx->held, rx->records.data, rx->records.size);
        buffer_clear(&rx->held_metadata);
        buffer_append(&rx->held_metadata, rx->metadata.data, rx->metadata.size);
    }
    wake_at(L, rx, at);
    return lua_yieldk(L, 0, 0, store_record);
}

static void check_store(lua_State *L, const Rx *rx)
{
    int n = lua_gettop(L);
    if (n < 2)
        luaL_error(L, "rx:store wants a record, got nothing");
    if (n > 3 || (n == 3 && !rx->wants_metadata))
        luaL_error(L,
            "rx:store wants one record: two values are pair(k, v), metadata want "
            "onBlockStored");
    if (n == 3 && is_list(L, 2))
        luaL_error(L,
            "rx:store{...} returns when its block is stored; metadata are for a record");
    if (n == 3 && lua_isnil(L, 3))
        lua_settop(L, 2);
}

/* What the world does when a block is stored happens before the caller learns of it: a
 * fault there comes between the block and an acknowledgement. */
static int let_world_act(lua_State *L, Rx *rx)
{
    if (L != rx->thread || !lua_isyieldable(L) || rx->world == NULL ||
        world_next_time(rx->world) > rx->clock->now)
        return 0;
    wake_at(L, rx, rx->clock->now);
    return lua_yield(L, 0);
}

/* rx:store(x [, metadata]): one record; rx:store{...}: a block of them, at once */
static int store(lua_State *L)
{
    Rx *rx = check_rx(L);
    check_store(L, rx);
    buffer_clear(&rx->records);
    if (is_list(L, 2)) {
        Err err;
        return store_list(L, rx, &err) ? let_world_act(L, rx)
                                       : raise(L, err.code, err.message);
    }
    if (rx->listener->permit == NULL)
        return store_record(L, LUA_OK, 0);
    encode(L, rx, 2, 0);
    encode_metadata(L, rx);
    return store_in_turn(L, rx);
}

/* Time. */

static lua_Integer check_ms(lua_State *L, int index, const char *who)
{
    if (lua_isinteger(L, index))
        return lua_tointeger(L, index);
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.time");
    lua_call(L, 1, 1);
    lua_getfield(L, -1, "check_duration");
    lua_pushstring(L, who);
    lua_pushvalue(L, index);
    lua_call(L, 2, 1);
    lua_Integer ms = lua_tointeger(L, -1);
    lua_pop(L, 2);
    return ms;
}

static lua_Integer check_length(lua_State *L, int index, const char *who)
{
    lua_Integer ms = check_ms(L, index, who);
    if (ms < 0 || ms > INT64_MAX / 4000)
        luaL_error(L, "%s wants a length of 0 ms or more, got %I ms", who, ms);
    return ms;
}

static int wait(lua_State *L, Rx *rx, lua_Integer ms, const char *who)
{
    check_can_wait(L, rx, who);
    wake_at(L, rx, rx->clock->now + TIME_MS(ms));
    return lua_yield(L, 0);
}

void rx_check_can_wait(lua_State *L, const Rx *rx, const char *who)
{
    if (L != rx->thread)
        luaL_error(L, "%s waits; only onStart can", who);
    check_can_wait(L, rx, who);
}

/* rx:sleep(duration) */
static int sleep(lua_State *L)
{
    Rx *rx = check_rx(L);
    lua_Integer ms = check_length(L, 2, "rx:sleep");
    return wait(L, rx, ms, "rx:sleep");
}

/* The host function sleep(ms), for Thread.sleep */
static int sleep_thread(lua_State *L)
{
    Rx *rx = lua_touserdata(L, lua_upvalueindex(1));
    return wait(L, rx, check_length(L, 1, "Thread.sleep"), "Thread.sleep");
}

void rx_set_sleep(lua_State *L, Rx *rx)
{
    lua_getglobal(L, "require");
    lua_pushliteral(L, "sluice.host");
    lua_call(L, 1, 1);
    lua_pushlightuserdata(L, rx);
    lua_pushcclosure(L, sleep_thread, 1);
    lua_setfield(L, -2, "sleep");
    lua_pop(L, 1);
}

/* What it asks of its supervisor. */

static void tell(lua_State *L, const Rx *rx, SourceNotice *notice)
{
    int top = lua_gettop(L);
    if (scripts_caller(L) == 2) {
        notice->file = lua_tostring(L, -2);
        notice->line = (int)lua_tointeger(L, -1);
    }
    rx->listener->notice(rx->listener->subject, notice);
    lua_settop(L, top);
}

/* An error value as text, left on the stack; NULL for none. */
static const char *push_error_text(lua_State *L, int index)
{
    if (lua_isnoneornil(L, index))
        return NULL;
    if (!lua_istable(L, index) || luaL_getmetafield(L, index, "__tostring") != LUA_TNIL)
        return display_tolstring(L, index, NULL);
    lua_getfield(L, index, "class");
    lua_getfield(L, index, "message");
    const char *message = luaL_tolstring(L, -1, NULL);
    return lua_isstring(L, -3)
        ? lua_pushfstring(L, "%s: %s", lua_tostring(L, -3), message)
        : message;
}

/* rx:restart(message [, error [, delay]]) */
static int restart(lua_State *L)
{
    Rx *rx = check_rx(L);
    lua_settop(L, 4);
    SourceNotice notice = {.kind = NOTICE_RESTART,
        .text = luaL_checkstring(L, 2),
        .delay = -1};
    if (!lua_isnil(L, 4))
        notice.delay = TIME_MS(check_length(L, 4, "rx:restart"));
    notice.error = push_error_text(L, 3);
    if (rx->is_started)
        tell(L, rx, &notice);
    return 0;
}

/* rx:stop(message [, error]): does not return */
static int stop(lua_State *L)
{
    Rx *rx = check_rx(L);
    lua_settop(L, 3);
    SourceNotice notice = {.kind = NOTICE_STOP, .text = luaL_checkstring(L, 2)};
    check_can_wait(L, rx, "rx:stop");
    notice.error = push_error_text(L, 3);
    if (rx->is_started)
        tell(L, rx, &notice);
    rx->is_over = true;
    return lua_yield(L, 0);
}

/* rx:reportError(message [, error]) */
static int report_error(lua_State *L)
{
    Rx *rx = check_rx(L);
    lua_settop(L, 3);
    SourceNotice notice = {.kind = NOTICE_REPORT, .text = luaL_checkstring(L, 2)};
    notice.error = push_error_text(L, 3);
    tell(L, rx, &notice);
    return 0;
}

static int is_started(lua_State *L)
{
    lua_pushboolean(L, check_rx(L)->is_started);
    return 1;
}

static int is_stopped(lua_State *L)
{
    lua_pushboolean(L, !check_rx(L)->is_started);
    return 1;
}

static int stream_id(lua_State *L)
{
    lua_pushinteger(L, check_rx(L)->input);
    return 1;
}

/* __index, with the table of methods as upvalue */
static int find_method(lua_State *L)
{
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    return luaL_error(L,
        "a receiver has no method `%s`; try store, sleep, restart, stop or reportError",
        display_tolstring(L, 2, NULL));
}

static void push_type(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"store", store},
        {"sleep", sleep},
        {"restart", restart},
        {"stop", stop},
        {"reportError", report_error},
        {"isStarted", is_started},
        {"isStopped", is_stopped},
        {"streamId", stream_id},
        {NULL, NULL},
    };
    if (!luaL_newmetatable(L, RX_TYPE))
        return;
    luaL_newlib(L, methods);
    lua_pushcclosure(L, find_method, 1);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "Receiver");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
}

void rx_push(lua_State *L, Rx *rx)
{
    Rx **object = lua_newuserdatauv(L, sizeof *object, 0);
    *object = rx;
    push_type(L);
    lua_setmetatable(L, -2);
}
