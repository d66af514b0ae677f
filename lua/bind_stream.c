/* Host functions: making streams and outputs. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/bind.h"
#include "lua/ship.h"

static StreamId check_stream(lua_State *L, const Streaming *context, int argument)
{
    lua_Integer id = luaL_checkinteger(L, argument);
    luaL_argcheck(L, id >= 0 && id < context->graph.n_streams, argument,
        "no such stream");
    return (StreamId)id;
}

static int finish(lua_State *L, bool ok, StreamId id, const Err *err)
{
    if (!ok)
        return bind_fail(L, err);
    lua_pushinteger(L, id);
    return 1;
}

/* check_function(f) -> true, or nil, variable, what: whether tasks could use it */
static int check_function(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    Buffer *code = &driver_of(L)->scratch;
    ShipReport report;
    buffer_clear(code);
    bool ok = ship_write(L, 1, code, &report);
    if (ok) {
        lua_pushboolean(L, true);
        return 1;
    }
    lua_pushnil(L);
    lua_pushstring(L, report.variable);
    lua_pushstring(L, report.what);
    return 3;
}

static int check_open(lua_State *L)
{
    const Streaming *context = bind_check_context(L, 1);
    Err err;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* socket_stream(context, spec, host, port, level) -> stream */
static int socket_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamSpec spec = bind_check_spec(L, 2);
    ReceiverInput socket = {
        .host = (char *)(uintptr_t)luaL_checkstring(L, 3),
        .port = (int)luaL_checkinteger(L, 4),
        .script = FUNC_NONE,
    };
    const char *level = luaL_checkstring(L, 5);
    luaL_argcheck(L, level_find(level, &socket.level), 5, "no such storage level");

    Err err;
    StreamId id;
    bool ok = streaming_add_receiver(context, &spec, &socket, &id, &err);
    return finish(L, ok, id, &err);
}

/* queue_stream(context, spec, one_at_a_time) -> stream */
static int queue_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamSpec spec = bind_check_spec(L, 2);
    bool one_at_a_time = lua_toboolean(L, 3);

    Err err;
    StreamId id;
    bool ok = graph_add_queue(&context->graph, &spec, one_at_a_time, &id, &err);
    return finish(L, ok, id, &err);
}

/* enqueue(context, stream, rdd); default_rdd(context, stream, rdd) */
static int enqueue(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamId stream = check_stream(L, context, 2);
    graph_enqueue(&context->graph, stream, bind_check_rdd(L, 3));
    return 0;
}

static int default_rdd(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamId stream = check_stream(L, context, 2);
    graph_set_default_rdd(&context->graph, stream, bind_check_rdd(L, 3));
    return 0;
}

/* narrow_stream(context, spec, parent, f) -> stream; spec.op names the operator */
static int narrow_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamSpec spec = bind_check_spec(L, 2);
    StreamId parent = check_stream(L, context, 3);
    luaL_checktype(L, 4, LUA_TFUNCTION);
    NarrowOp op;
    luaL_argcheck(L, narrow_find(spec.op, &op), 2, "no such operator");

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    FuncId func = driver_keep_function(driver_of(L), L, 4);
    bool ok = graph_add_narrow(&context->graph, &spec, parent, op, func, &id, &err);
    return finish(L, ok, id, &err);
}

/* reduced_stream(context, spec, parent, f, n) -> stream */
static int reduced_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamSpec spec = bind_check_spec(L, 2);
    StreamId parent = check_stream(L, context, 3);
    luaL_checktype(L, 4, LUA_TFUNCTION);
    lua_Integer n = luaL_checkinteger(L, 5);
    luaL_argcheck(L, n >= 1 && n <= INT32_MAX, 5, "out of range");

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    FuncId func = driver_keep_function(driver_of(L), L, 4);
    bool ok =
        graph_add_reduced(&context->graph, &spec, parent, func, (int)n, &id, &err);
    return finish(L, ok, id, &err);
}

/* window_stream(context, spec, parent, length, slide) -> stream */
static int window_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamSpec spec = bind_check_spec(L, 2);
    StreamId parent = check_stream(L, context, 3);
    lua_Integer length = luaL_checkinteger(L, 4);
    lua_Integer slide = luaL_checkinteger(L, 5);
    lua_Integer most = INT64_MAX / 4000;
    luaL_argcheck(L, length >= 0 && length <= most, 4, "out of range");
    luaL_argcheck(L, slide > 0 && slide <= most, 5, "out of range");

    Err err;
    StreamId id;
    bool ok = graph_add_window(&context->graph, &spec, parent, TIME_MS(length),
        TIME_MS(slide), &id, &err);
    return finish(L, ok, id, &err);
}

/* persist_stream(context, stream, level) -> true */
static int persist_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamId stream = check_stream(L, context, 2);
    StorageLevel level;
    luaL_argcheck(L, level_find(luaL_checkstring(L, 3), &level), 3,
        "no such storage level");

    Err err;
    if (!graph_persist(&context->graph, stream, level, &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* output(context, spec, stream, f) -> number; f is called with RDD and time in ms */
static int output(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamSpec spec = bind_check_spec(L, 2);
    StreamId stream = check_stream(L, context, 3);
    luaL_checktype(L, 4, LUA_TFUNCTION);

    Err err;
    int number;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    FuncId func = driver_keep_function(driver_of(L), L, 4);
    bool ok = graph_add_output(&context->graph, &spec, stream, func, &number, &err);
    return finish(L, ok, number, &err);
}

/* stream_slide(context, stream) -> ms */
static int stream_slide(lua_State *L)
{
    const Streaming *context = bind_check_context(L, 1);
    const DStream *stream = graph_stream(&context->graph, check_stream(L, context, 2));
    lua_pushinteger(L, time_to_ms(stream->slide));
    return 1;
}

/* describe_stream(context, stream, name or nil, line): for the trace */
static int describe_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    DStream *stream = graph_stream(&context->graph, check_stream(L, context, 2));
    const char *name = luaL_optstring(L, 3, NULL);
    if (name != NULL)
        stream->name = driver_intern(driver_of(L), name);
    stream->place.line = (int)luaL_checkinteger(L, 4);
    return 0;
}

/* describe_output(context, output, line) */
static int describe_output(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    lua_Integer number = luaL_checkinteger(L, 2);
    luaL_argcheck(L, number >= 0 && number < context->graph.n_outputs, 2,
        "no such output");
    context->graph.outputs[number].place.line = (int)luaL_checkinteger(L, 3);
    return 0;
}

const luaL_Reg bind_stream_functions[] = {
    {"check_function", check_function},
    {"check_open", check_open},
    {"socket_stream", socket_stream},
    {"queue_stream", queue_stream},
    {"enqueue", enqueue},
    {"default_rdd", default_rdd},
    {"narrow_stream", narrow_stream},
    {"reduced_stream", reduced_stream},
    {"window_stream", window_stream},
    {"persist_stream", persist_stream},
    {"output", output},
    {"stream_slide", stream_slide},
    {"describe_stream", describe_stream},
    {"describe_output", describe_output},
    {NULL, NULL},
};
