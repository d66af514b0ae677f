/* Host functions: streams whose records come from outside, other than sockets. */
// SPDX-License-Identifier: MIT
#include "lua/driver/bind.h"
#include "lua/driver/driver_parts.h"
#include "vm/streaming/file_streams.h"

/* receiver_stream(context, site, maker, level, host or nil) -> stream; maker returns
 * onStart, onStop, onBlockStored; the host is the one that the receiver prefers */
static int receiver_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    ReceiverInput input = {0};
    luaL_argcheck(L, level_find(luaL_checkstring(L, 4), &input.level), 4,
        "no such storage level");
    /* Copied by what takes it. */
    input.preferred = (char *)(uintptr_t)luaL_optstring(L, 5, NULL);

    Err err;
    StreamId id;
    Driver *driver = driver_of(L);
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    input.script = driver_keep_function(driver, L, 3);
    /* So there is something to launch, whatever the function captures later. */
    driver_ship(driver, input.script);
    if (!streaming_add_receiver(context, &site, &input, &id, &err))
        return bind_fail(L, &err);
    lua_pushinteger(L, id);
    return 1;
}

/* Names in the order of TextFormat. */
static TextFormat check_format(lua_State *L, int argument)
{
    static const char *const NAMES[] = {"lines", "numbered", "binary", NULL};
    return (TextFormat)luaL_checkoption(L, argument, NULL, NAMES);
}

/* file_stream(context, site, folder, format, length, filter or nil, new_files_only) ->
 * stream */
static int file_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    FileStreamSpec files = {
        .folder = luaL_checkstring(L, 3),
        .format = check_format(L, 4),
        .record_bytes = (int)luaL_checkinteger(L, 5),
        .filter = FILTER_NONE,
        .new_files_only = lua_toboolean(L, 7),
    };

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    if (!lua_isnil(L, 6))
        files.filter = driver_keep_function(driver_of(L), L, 6);
    if (!file_streams_add(context, &site, &files, &id, &err))
        return bind_fail(L, &err);
    lua_pushinteger(L, id);
    return 1;
}

const luaL_Reg bind_input_functions[] = {
    {"receiver_stream", receiver_stream},
    {"file_stream", file_stream},
    {NULL, NULL},
};
