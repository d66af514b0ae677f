/* Lua values as records. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>

#include "lua/base/value.h"

static bool is_none(lua_State *L, int index)
{
    return lua_topointer(L, index) == state_context(L)->none;
}

static bool is_null(lua_State *L, int index)
{
    return lua_islightuserdata(L, index) && lua_touserdata(L, index) == NULL;
}

static const char *encode(lua_State *L, int index, Buffer *out, int depth);

/* A plain table is a list: 1 to n and nothing else. */
static const char *encode_list(lua_State *L, int index, RecordTag tag, Buffer *out,
    int depth)
{
    lua_Unsigned count = lua_rawlen(L, index);
    lua_Unsigned found = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        if (!lua_isinteger(L, -1) || ++found > count) {
            lua_pop(L, 1);
            return "a table with keys (a list has 1, 2, 3 ... only)";
        }
    }
    if (found != count || count > UINT32_MAX)
        return "a list with gaps";

    size_t start = record_begin_list(out, tag);
    for (lua_Unsigned i = 1; i <= count; i++) {
        lua_rawgeti(L, index, (lua_Integer)i);
        const char *problem = encode(L, lua_gettop(L), out, depth + 1);
        lua_pop(L, 1);
        if (problem != NULL)
            return problem;
    }
    record_end_list(out, start, (uint32_t)count);
    return NULL;
}

static const char *encode_field(lua_State *L, int index, const char *field, Buffer *out,
    int depth)
{
    lua_getfield(L, index, field);
    const char *problem = encode(L, lua_gettop(L), out, depth + 1);
    lua_pop(L, 1);
    return problem;
}

/* The fields _1, _2 ... as far as they go. */
static const char *encode_tuple(lua_State *L, int index, Buffer *out, int depth)
{
    size_t start = record_begin_list(out, RECORD_TUPLE);
    uint32_t count = 0;
    for (;;) {
        lua_pushfstring(L, "_%d", (int)count + 1);
        if (lua_rawget(L, index) == LUA_TNIL)
            break;
        const char *problem = encode(L, lua_gettop(L), out, depth + 1);
        lua_pop(L, 1);
        if (problem != NULL)
            return problem;
        count++;
    }
    lua_pop(L, 1);
    if (count < 3) /* the program has taken parts of it away */
        return "a tuple without all its parts";
    record_end_list(out, start, count);
    return NULL;
}

/* Programs may have written into the table. */
static const char *encode_message(lua_State *L, int index, Buffer *out, int depth)
{
    size_t start = record_begin_list(out, RECORD_MESSAGE);
    for (int i = 1; i <= MESSAGE_PARTS; i++) {
        lua_rawgeti(L, index, i);
        const char *problem = encode(L, lua_gettop(L), out, depth + 1);
        lua_pop(L, 1);
        if (problem != NULL)
            return "a ConsumerRecord without all its parts";
    }
    record_end_list(out, start, MESSAGE_PARTS);
    return NULL;
}

static const char *encode_table(lua_State *L, int index, Buffer *out, int depth)
{
    if (depth >= RECORD_MAX_DEPTH)
        return "a table nested too deep (does it contain itself?)";
    luaL_checkstack(L, 8, "a value is nested too deep");
    if (is_none(L, index)) {
        record_append_none(out);
        return NULL;
    }
    const char *problem;
    switch (value_meta(L, index)) {
    case META_PAIR:
        record_append_pair(out);
        problem = encode_field(L, index, "_1", out, depth);
        return problem != NULL ? problem : encode_field(L, index, "_2", out, depth);
    case META_SOME:
        record_append_some(out);
        return encode_field(L, index, "value", out, depth);
    case META_TUPLE:
        return encode_tuple(L, index, out, depth);
    case META_COMPACT_BUFFER:
        return encode_list(L, index, RECORD_COMPACT_BUFFER, out, depth);
    case META_ARRAY_BUFFER:
        return encode_list(L, index, RECORD_ARRAY_BUFFER, out, depth);
    case META_MESSAGE:
        return encode_message(L, index, out, depth);
    case VALUE_META_COUNT:
        break;
    }
    if (lua_getmetatable(L, index)) {
        lua_pop(L, 1);
        return "an object with a metatable";
    }
    return encode_list(L, index, RECORD_LIST, out, depth);
}

static const char *encode(lua_State *L, int index, Buffer *out, int depth)
{
    switch (lua_type(L, index)) {
    case LUA_TSTRING: {
        size_t size;
        const char *text = lua_tolstring(L, index, &size);
        if (size > UINT32_MAX)
            return "a string of 4 GB";
        record_append_string(out, text, size);
        return NULL;
    }
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            record_append_int(out, lua_tointeger(L, index));
        else
            record_append_double(out, lua_tonumber(L, index));
        return NULL;
    case LUA_TBOOLEAN:
        record_append_bool(out, lua_toboolean(L, index));
        return NULL;
    case LUA_TTABLE:
        return encode_table(L, index, out, depth);
    case LUA_TLIGHTUSERDATA:
        if (!is_null(L, index))
            return "userdata";
        record_append_null(out);
        return NULL;
    case LUA_TNIL:
        return "nil";
    case LUA_TFUNCTION:
        return "a function";
    case LUA_TTHREAD:
        return "a coroutine";
    default:
        return "userdata";
    }
}

const char *value_encode(lua_State *L, int index, Buffer *out)
{
    size_t before = out->size;
    const char *problem = encode(L, lua_absindex(L, index), out, 0);
    if (problem != NULL)
        out->size = before;
    return problem;
}

const char *value_encode_pair(lua_State *L, int key, int value, Buffer *out)
{
    size_t before = out->size;
    record_append_pair(out);
    const char *problem = encode(L, lua_absindex(L, key), out, 1);
    if (problem == NULL)
        problem = encode(L, lua_absindex(L, value), out, 1);
    if (problem != NULL)
        out->size = before;
    return problem;
}
