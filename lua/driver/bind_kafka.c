/* Host functions: streams that read ranges of a log. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/driver/bind.h"
#include "vm/streaming/direct_streams.h"

/* Memory that the collector frees, so that anything may raise. */
static void *push_array(lua_State *L, lua_Integer n, size_t size)
{
    return lua_newuserdatauv(L, ((size_t)n + 1) * size, 0);
}

/* Pushes field `name` of the table at an index, which is a list; returns its length. */
static int push_list(lua_State *L, int index, const char *name)
{
    lua_getfield(L, index, name);
    luaL_checktype(L, -1, LUA_TTABLE);
    lua_Integer n = luaL_len(L, -1);
    luaL_argcheck(L, n >= 0 && n <= LOG_MOST_PARTITIONS, index, "a list is too long");
    return (int)n;
}

/* The texts of a list stay in the list, and it stays where it is on the stack. */
static const char *const *check_topics(lua_State *L, int index, int *n)
{
    *n = push_list(L, index, "topics");
    int list = lua_gettop(L);
    const char **topics = push_array(L, *n, sizeof *topics);
    for (int i = 0; i < *n; i++) {
        lua_rawgeti(L, list, i + 1);
        topics[i] = luaL_checkstring(L, -1);
        lua_pop(L, 1);
    }
    return topics;
}

/* A list of {topic, partition, number}. */
static const TopicNumber *check_numbers(lua_State *L, int index, const char *name,
    int *n)
{
    *n = push_list(L, index, name);
    int list = lua_gettop(L);
    TopicNumber *numbers = push_array(L, *n, sizeof *numbers);
    for (int i = 0; i < *n; i++) {
        lua_rawgeti(L, list, i + 1);
        luaL_checktype(L, -1, LUA_TTABLE);
        lua_rawgeti(L, -1, 1);
        lua_rawgeti(L, -2, 2);
        lua_rawgeti(L, -3, 3);
        numbers[i] = (TopicNumber){luaL_checkstring(L, -3),
            (int)luaL_checkinteger(L, -2), luaL_optinteger(L, -1, 0)};
        lua_pop(L, 4);
    }
    return numbers;
}

static ConsumerSpec check_spec(lua_State *L, int index)
{
    static const char *const choices[] = {"topics", "pattern", "partitions", NULL};
    static const char *const resets[] = {"latest", "earliest", "none", NULL};
    ConsumerSpec spec = {0};
    luaL_checktype(L, index, LUA_TTABLE);
    luaL_checkstack(L, 20, "direct_stream");
    spec.topics = check_topics(L, index, &spec.n_topics);
    spec.partitions = check_numbers(L, index, "partitions", &spec.n_partitions);
    spec.offsets = check_numbers(L, index, "offsets", &spec.n_offsets);
    lua_getfield(L, index, "choice");
    spec.choice = (ConsumerChoice)luaL_checkoption(L, -1, NULL, choices);
    lua_getfield(L, index, "reset");
    spec.reset = (OffsetReset)luaL_checkoption(L, -1, NULL, resets);
    lua_getfield(L, index, "group");
    spec.group = luaL_checkstring(L, -1);
    lua_getfield(L, index, "commits_every");
    spec.commits_every = TIME_MS(luaL_checkinteger(L, -1));
    return spec;
}

/* direct_stream(context, site, spec) -> stream */
static int direct_stream(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    CallSite site = bind_check_site(L, 2);
    ConsumerSpec spec = check_spec(L, 3);

    Err err;
    StreamId id;
    if (!direct_streams_add(context, &site, &spec, &id, &err))
        return bind_fail(L, &err);
    lua_pushinteger(L, id);
    return 1;
}

/* offset_ranges(rdd) -> list of {topic, partition, from, until}; or nil, Spark's class
 */
static int offset_ranges(lua_State *L)
{
    const Rdd *rdd = rdds_get(&bind_check_sim(L)->rdds, bind_check_rdd(L, 1));
    if (rdd->kind != RDD_MESSAGES) {
        lua_pushnil(L);
        lua_pushstring(L, rdd->type);
        return 2;
    }
    lua_createtable(L, rdd->partitions, 0);
    for (int i = 0; i < rdd->partitions; i++) {
        const OffsetRange *range = &rdd->ranges[i];
        lua_createtable(L, 4, 0);
        lua_pushstring(L, range->topic);
        lua_rawseti(L, -2, 1);
        lua_pushinteger(L, range->partition);
        lua_rawseti(L, -2, 2);
        lua_pushinteger(L, range->from);
        lua_rawseti(L, -2, 3);
        lua_pushinteger(L, range->until);
        lua_rawseti(L, -2, 4);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

/* commit_offsets(context, stream, topic, partition, from, until) -> nothing */
static int commit_offsets(lua_State *L)
{
    Streaming *context = bind_check_context(L, 1);
    lua_Integer stream = luaL_checkinteger(L, 2);
    OffsetRange range = {luaL_checkstring(L, 3), (int)luaL_checkinteger(L, 4),
        luaL_checkinteger(L, 5), luaL_checkinteger(L, 6)};
    luaL_argcheck(L, stream >= 0 && stream < context->graph.n_streams, 2,
        "no such stream");

    direct_streams_commit(context, (StreamId)stream, &range, 1);
    return 0;
}

const luaL_Reg bind_kafka_functions[] = {
    {"direct_stream", direct_stream},
    {"offset_ranges", offset_ranges},
    {"commit_offsets", commit_offsets},
    {NULL, NULL},
};
