/* Host functions: making streams and outputs. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/base/ship.h"
#include "lua/driver/bind.h"
#include "vm/graph/streams.h"

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
    CallSite site = bind_check_site(L, 2);
    ReceiverInput socket = {
        .host = (char *)(uintptr_t)luaL_checkstring(L, 3),
        .port = (int)luaL_checkinteger(L, 4),
        .script = FUNC_NONE,
    };
    const char *level = luaL_checkstring(L, 5);
    luaL_argcheck(L, level_find(level, &socket.level), 5, "no such storage level");

    Err err;
    StreamId id;
    bool ok = streaming_add_receiver(context, &site, &socket, &id, &err);
    return finish(L, ok, id, &err);
}

/* queue_stream(context, spec, one_at_a_time) -> stream */
static int queue_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    bool one_at_a_time = lua_toboolean(L, 3);

    Err err;
    StreamId id;
    bool ok = graph_add_queue(&context->graph, &site, one_at_a_time, &id, &err);
    return finish(L, ok, id, &err);
}

/* queue_source(context, stream, f); f({}, ms) enqueues what the batch takes, and f()
 * says whether there is more */
static int queue_source(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamId stream = check_stream(L, context, 2);
    luaL_checktype(L, 3, LUA_TFUNCTION);
    graph_set_queue_source(&context->graph, stream,
        driver_keep_function(driver_of(L), L, 3));
    return 0;
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

/* A list of streams, as a userdata that is left on the stack. */
static StreamList check_streams(lua_State *L, const Streaming *context, int argument)
{
    luaL_checktype(L, argument, LUA_TTABLE);
    lua_Integer n = luaL_len(L, argument);
    luaL_argcheck(L, n >= 1 && n <= 100000, argument, "one stream or more");
    StreamId *ids = lua_newuserdatauv(L, (size_t)n * sizeof *ids, 0);
    for (lua_Integer i = 0; i < n; i++) {
        lua_rawgeti(L, argument, i + 1);
        ids[i] = check_stream(L, context, lua_gettop(L));
        lua_pop(L, 1);
    }
    return (StreamList){ids, (int)n};
}

/* narrow_stream(context, site, parent, op, options) -> stream */
static int narrow_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamId parent = check_stream(L, context, 3);

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    NarrowWork work = bind_check_narrow(L, 4, 5);
    bool ok = graph_add_narrow(&context->graph, &site, parent, &work, &id, &err);
    return finish(L, ok, id, &err);
}

/* combined_stream(context, site, parent, aggregator, partitioner) -> stream */
static int combined_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamId parent = check_stream(L, context, 3);
    Partitioner *partitioner = bind_check_partitioner(L, 5);

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    Aggregator aggregator = bind_check_aggregator(L, 4);
    bool ok = graph_add_combined(&context->graph, &site, parent, &aggregator,
        partitioner, &id, &err);
    return finish(L, ok, id, &err);
}

/* union_stream(context, site, streams) -> stream */
static int union_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamList parents = check_streams(L, context, 3);

    Err err;
    StreamId id;
    bool ok = graph_add_union(&context->graph, &site, parents, &id, &err);
    return finish(L, ok, id, &err);
}

/* transformed_stream(context, site, streams, f, class) -> stream. f is called with a
 * list of RDDs and the time in ms, and returns an RDD or nothing; `class` is Spark's
 * name of what the stream is. */
static int transformed_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    luaL_checktype(L, 4, LUA_TFUNCTION);
    const char *class_name = luaL_checkstring(L, 5);
    StreamList parents = check_streams(L, context, 3);

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    FuncId func = driver_keep_function(driver_of(L), L, 4);
    bool ok = graph_add_transformed(&context->graph, &site, parents, func, &id, &err);
    if (ok)
        graph_stream(&context->graph, id)->class_name =
            driver_intern(driver_of(L), class_name);
    return finish(L, ok, id, &err);
}

/* generator_stream(context, site, f) -> stream; f as above, with an empty list */
static int generator_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    luaL_checktype(L, 3, LUA_TFUNCTION);

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    FuncId func = driver_keep_function(driver_of(L), L, 3);
    bool ok = graph_add_generator(&context->graph, &site, func, &id, &err);
    return finish(L, ok, id, &err);
}

static SimTime check_length(lua_State *L, int argument, lua_Integer least)
{
    lua_Integer ms = luaL_checkinteger(L, argument);
    luaL_argcheck(L, ms >= least && ms <= INT64_MAX / 4000, argument, "out of range");
    return TIME_MS(ms);
}

/* inverse_stream(context, site, parent, length, slide, {f =, inverse =, filter =})
 * -> stream; the parent is reduced by key */
static int inverse_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamId parent = check_stream(L, context, 3);
    InverseWindow work = {.length = check_length(L, 4, 0),
        .slide = check_length(L, 5, 1)};
    luaL_checktype(L, 6, LUA_TTABLE);

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    if (!sim_default_parallelism(context->sim, &work.parallelism, &err))
        return bind_fail(L, &err);
    work.reduce = bind_field_function(L, 6, "f");
    work.inverse = bind_field_function(L, 6, "inverse");
    work.filter = bind_field_function(L, 6, "filter");
    bool ok =
        graph_add_inverse_window(&context->graph, &site, parent, &work, &id, &err);
    return finish(L, ok, id, &err);
}

/* check_inverse(context, parent, length, slide) -> true */
static int check_inverse(lua_State *L)
{
    const Streaming *context = bind_check_context(L, 1);
    StreamId parent = check_stream(L, context, 2);
    InverseWindow work = {.length = check_length(L, 3, 0),
        .slide = check_length(L, 4, 1)};

    Err err;
    if (!graph_check_inverse(&context->graph, parent, &work, &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* An RDD in a field of the table at `argument`, or RDD_NONE. */
static RddId field_rdd(lua_State *L, int argument, const char *field)
{
    RddId rdd = RDD_NONE;
    if (lua_getfield(L, argument, field) != LUA_TNIL)
        rdd = bind_check_rdd(L, lua_gettop(L));
    lua_pop(L, 1);
    return rdd;
}

/* update_stream(context, site, parent, partitioner,
 * {op =, f =, remembers =, initial =}) -> stream */
static int update_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamId parent = check_stream(L, context, 3);
    Partitioner *partitioner = bind_check_partitioner(L, 4);
    luaL_checktype(L, 5, LUA_TTABLE);

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    lua_getfield(L, 5, "op");
    UpdateState work = {.op = bind_check_narrow(L, lua_gettop(L), 0).op,
        .func = bind_field_function(L, 5, "f"),
        .partitioner = partitioner,
        .remembers = bind_field_boolean(L, 5, "remembers"),
        .initial = field_rdd(L, 5, "initial")};
    bool ok = graph_add_update(&context->graph, &site, parent, &work, &id, &err);
    return finish(L, ok, id, &err);
}

/* map_state_stream(context, site, parent, partitioner,
 * {f =, timed =, timeout = ms, initial =}) -> stream of states */
static int map_state_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamId parent = check_stream(L, context, 3);
    Partitioner *partitioner = bind_check_partitioner(L, 4);
    luaL_checktype(L, 5, LUA_TTABLE);

    Err err;
    StreamId id;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    lua_getfield(L, 5, "timeout");
    MapState work = {.func = bind_field_function(L, 5, "f"),
        .timed = bind_field_boolean(L, 5, "timed"),
        .timeout = lua_isnil(L, -1) ? 0 : check_length(L, lua_gettop(L), 1),
        .partitioner = partitioner,
        .initial = field_rdd(L, 5, "initial")};
    bool ok = graph_add_map_state(&context->graph, &site, parent, &work, &id, &err);
    return finish(L, ok, id, &err);
}

/* window_stream(context, spec, parent, length, slide) -> stream */
static int window_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamId parent = check_stream(L, context, 3);
    lua_Integer length = luaL_checkinteger(L, 4);
    lua_Integer slide = luaL_checkinteger(L, 5);
    lua_Integer most = INT64_MAX / 4000;
    luaL_argcheck(L, length >= 0 && length <= most, 4, "out of range");
    luaL_argcheck(L, slide > 0 && slide <= most, 5, "out of range");

    Err err;
    StreamId id;
    bool ok = graph_add_window(&context->graph, &site, parent, TIME_MS(length),
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

/* stream_cost(context, stream, us): what each record costs that its function gets */
static int stream_cost(lua_State *L)
{
    const Streaming *context = bind_check_context(L, 1);
    StreamId stream = check_stream(L, context, 2);
    graph_set_cost(&context->graph, stream, luaL_checkinteger(L, 3));
    return 0;
}

/* checkpoint_stream(context, stream, ms) -> true */
static int checkpoint_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    StreamId stream = check_stream(L, context, 2);
    SimTime interval = check_length(L, 3, 1);

    Err err;
    if (!graph_checkpoint(&context->graph, stream, interval, &err))
        return bind_fail(L, &err);
    lua_pushboolean(L, true);
    return 1;
}

/* stream_rdd_at(context, stream, ms [, anew]) -> rdd, or nothing at a time that is not
 * valid; raises what a function of the program's throws */
static int stream_rdd_at(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    DStream *stream = graph_stream(&context->graph, check_stream(L, context, 2));
    SimTime time = TIME_MS(luaL_checkinteger(L, 3));
    bool anew = lua_toboolean(L, 4);

    RddId rdd;
    Failure failure = {.rdd = RDD_NONE};
    bool ok = anew ? stream_compute(&context->graph, stream, time, &rdd, &failure)
                   : stream_rdd(&context->graph, stream, time, &rdd, &failure);
    if (!ok && !failure_is_set(&failure))
        return driver_unwind(L);
    if (!ok) {
        driver_push_failure(L, &failure);
        failure_free(&failure);
        return lua_error(L);
    }
    if (rdd == RDD_NONE)
        return 0;
    lua_pushinteger(L, rdd);
    return 1;
}

/* stream_summary(context, stream) -> class, slide in ms, initialized, level,
 * checkpoint interval in ms or 0, remember duration in ms */
static int stream_summary(lua_State *L)
{
    const Streaming *context = bind_check_context(L, 1);
    const DStream *stream = graph_stream(&context->graph, check_stream(L, context, 2));
    lua_pushstring(L, stream_class_name(stream));
    lua_pushinteger(L, time_to_ms(stream->slide));
    lua_pushboolean(L, stream->initialized);
    lua_pushstring(L, level_name(stream->level));
    lua_pushinteger(L, time_to_ms(stream->checkpoint));
    lua_pushinteger(L, time_to_ms(stream->remember));
    return 6;
}

/* output(context, spec, stream, f) -> number; f is called with RDD and time in ms */
static int output(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    StreamId stream = check_stream(L, context, 3);
    luaL_checktype(L, 4, LUA_TFUNCTION);

    Err err;
    int number;
    if (!graph_check_open(&context->graph, &err))
        return bind_fail(L, &err);
    FuncId func = driver_keep_function(driver_of(L), L, 4);
    bool ok = graph_add_output(&context->graph, &site, stream, func, &number, &err);
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
    stream->site.place.line = (int)luaL_checkinteger(L, 4);
    return 0;
}

/* describe_output(context, output, line) */
static int describe_output(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    lua_Integer number = luaL_checkinteger(L, 2);
    luaL_argcheck(L, number >= 0 && number < context->graph.n_outputs, 2,
        "no such output");
    context->graph.outputs[number].site.place.line = (int)luaL_checkinteger(L, 3);
    return 0;
}

const luaL_Reg bind_stream_functions[] = {
    {"check_function", check_function},
    {"check_open", check_open},
    {"socket_stream", socket_stream},
    {"queue_stream", queue_stream},
    {"queue_source", queue_source},
    {"enqueue", enqueue},
    {"default_rdd", default_rdd},
    {"narrow_stream", narrow_stream},
    {"combined_stream", combined_stream},
    {"union_stream", union_stream},
    {"transformed_stream", transformed_stream},
    {"generator_stream", generator_stream},
    {"check_inverse", check_inverse},
    {"inverse_stream", inverse_stream},
    {"update_stream", update_stream},
    {"map_state_stream", map_state_stream},
    {"window_stream", window_stream},
    {"persist_stream", persist_stream},
    {"stream_cost", stream_cost},
    {"checkpoint_stream", checkpoint_stream},
    {"stream_rdd_at", stream_rdd_at},
    {"stream_summary", stream_summary},
    {"output", output},
    {"stream_slide", stream_slide},
    {"describe_stream", describe_stream},
    {"describe_output", describe_output},
    {NULL, NULL},
};
