// SPDX-License-Identifier: MIT
#include "lua/base/value.h"

#include <lauxlib.h>

#include "lua/base/owned.h"
#include "lua/base/split.h"
#include "lua/base/state.h"
#include "vm/store/compare.h"
#include "vm/store/record.h"
#include "vm/store/text.h"

/* Their addresses are keys of the registry. */
static const char METAS[VALUE_META_COUNT] = {0};
static const char NONE = 'n';

ValueMeta value_meta(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index))
        return VALUE_META_COUNT;
    const void *identity = lua_topointer(L, -1);
    lua_pop(L, 1);
    const StateContext *context = state_context(L);
    ValueMeta meta = 0;
    while (meta < VALUE_META_COUNT && context->metas[meta] != identity)
        meta++;
    return meta;
}

bool value_is_pair(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index))
        return false;
    bool same = lua_topointer(L, -1) == state_context(L)->metas[META_PAIR];
    lua_pop(L, 1);
    return same;
}

void value_push_meta(lua_State *L, ValueMeta meta)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &METAS[meta]);
}

void value_set_list(lua_State *L, RecordTag tag)
{
    if (tag == RECORD_LIST)
        return;
    value_push_meta(L,
        tag == RECORD_COMPACT_BUFFER ? META_COMPACT_BUFFER : META_ARRAY_BUFFER);
    lua_setmetatable(L, -2);
}

void value_make_pair(lua_State *L)
{
    lua_createtable(L, 0, 2);
    lua_rotate(L, -3, 1); /* pair, key, value */
    lua_setfield(L, -3, "_2");
    lua_setfield(L, -2, "_1");
    value_push_meta(L, META_PAIR);
    lua_setmetatable(L, -2);
}

void value_open_pair(lua_State *L)
{
    lua_getfield(L, -1, "_1");
    lua_getfield(L, -2, "_2");
    lua_remove(L, -3);
}

/* Decoding. */

static void push_list(lua_State *L, const char *record)
{
    uint32_t count = record_list_count(record);
    const char *item = record_first(record);
    lua_createtable(L, count <= INT32_MAX ? (int)count : 0, 0);
    for (uint32_t i = 1; i <= count; i++) {
        value_push(L, item);
        lua_rawseti(L, -2, i);
        item = record_next(item);
    }
    value_set_list(L, record_tag(record));
}

static void push_tuple(lua_State *L, const char *record)
{
    uint32_t count = record_list_count(record);
    const char *item = record_first(record);
    lua_createtable(L, 0, (int)count);
    for (uint32_t i = 1; i <= count; i++) {
        lua_pushfstring(L, "_%d", (int)i);
        value_push(L, item);
        lua_rawset(L, -3);
        item = record_next(item);
    }
    value_push_meta(L, META_TUPLE);
    lua_setmetatable(L, -2);
}

static void push_message(lua_State *L, const char *record)
{
    const char *part = record_first(record);
    lua_createtable(L, MESSAGE_PARTS, 0);
    for (int i = 1; i <= MESSAGE_PARTS; i++) {
        value_push(L, part);
        lua_rawseti(L, -2, i);
        part = record_next(part);
    }
    value_push_meta(L, META_MESSAGE);
    lua_setmetatable(L, -2);
}

void value_push(lua_State *L, const char *record)
{
    uint32_t size;
    luaL_checkstack(L, 6, "a record is nested too deep");
    switch (record_tag(record)) {
    case RECORD_NULL:
        lua_pushlightuserdata(L, NULL);
        return;
    case RECORD_FALSE:
    case RECORD_TRUE:
        lua_pushboolean(L, record_tag(record) == RECORD_TRUE);
        return;
    case RECORD_INT:
        lua_pushinteger(L, record_int(record));
        return;
    case RECORD_DOUBLE:
        lua_pushnumber(L, record_double(record));
        return;
    case RECORD_STRING: {
        const char *text = record_string(record, &size);
        lua_pushlstring(L, text, size);
        return;
    }
    case RECORD_PAIR: {
        const char *key = record_first(record);
        value_push(L, key);
        value_push(L, record_next(key));
        value_make_pair(L);
        return;
    }
    case RECORD_NONE:
        lua_rawgetp(L, LUA_REGISTRYINDEX, &NONE);
        return;
    case RECORD_SOME:
        lua_createtable(L, 0, 1);
        value_push(L, record_first(record));
        lua_setfield(L, -2, "value");
        value_push_meta(L, META_SOME);
        lua_setmetatable(L, -2);
        return;
    case RECORD_TUPLE:
        push_tuple(L, record);
        return;
    case RECORD_MESSAGE:
        push_message(L, record);
        return;
    default:
        push_list(L, record);
        return;
    }
}

int value_push_arguments(lua_State *L, const char *record)
{
    if (record_tag(record) != RECORD_PAIR) {
        value_push(L, record);
        return 1;
    }
    const char *key = record_first(record);
    value_push(L, key);
    value_push(L, record_next(key));
    return 2;
}

/* The Lua side of pair, Some, None, null. */

static int pair_new(lua_State *L)
{
    luaL_checkany(L, 1);
    luaL_checkany(L, 2);
    lua_settop(L, 2);

    value_make_pair(L);
    return 1;
}

void value_make_tuple(lua_State *L, int n)
{
    if (n == 2) {
        value_make_pair(L);
        return;
    }
    int first = lua_gettop(L) - n + 1;
    lua_createtable(L, 0, n);
    for (int i = 0; i < n; i++) {
        lua_pushfstring(L, "_%d", i + 1);
        lua_pushvalue(L, first + i);
        lua_rawset(L, -3);
    }
    value_push_meta(L, META_TUPLE);
    lua_setmetatable(L, -2);
    lua_replace(L, first);
    lua_settop(L, first);
}

static int tuple_new(lua_State *L)
{
    int n = lua_gettop(L);
    luaL_argcheck(L, n >= 2, n + 1, "a tuple has 2 parts or more");
    for (int i = 1; i <= n; i++)
        luaL_argcheck(L, !lua_isnil(L, i), i, "null stands for no value");

    value_make_tuple(L, n);
    return 1;
}

static int some_new(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);

    lua_createtable(L, 0, 1);
    lua_insert(L, 1);
    lua_setfield(L, 1, "value");
    value_push_meta(L, META_SOME);
    lua_setmetatable(L, 1);
    return 1;
}

static int record_to_text(lua_State *L)
{
    luaL_checkany(L, 1);

    Buffer *bytes = owned_push_buffer(L);
    Buffer *text = owned_push_buffer(L);
    const char *problem = value_encode(L, 1, bytes);
    if (problem != NULL && value_meta(L, 1) == META_SOME) {
        lua_getfield(L, 1, "value"); /* an object of the API */
        lua_pushfstring(L, "Some(%s)", luaL_tolstring(L, -1, NULL));
        return 1;
    }
    if (problem != NULL)
        return luaL_error(L, "%s has no text of its own", problem);
    text_append_record(text, bytes->data);
    lua_pushlstring(L, text->data, text->size);
    buffer_free(bytes);
    buffer_free(text);
    return 1;
}

static int records_equal(lua_State *L)
{
    Buffer *first = owned_push_buffer(L);
    Buffer *second = owned_push_buffer(L);
    bool equal = value_encode(L, 1, first) == NULL &&
        value_encode(L, 2, second) == NULL && first->size == second->size &&
        memcmp(first->data, second->data, first->size) == 0;
    lua_pushboolean(L, equal);
    buffer_free(first);
    buffer_free(second);
    return 1;
}

int value_compare(lua_State *L)
{
    luaL_checkany(L, 1);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    if (lua_type(L, 1) == LUA_TNUMBER && lua_type(L, 2) == LUA_TNUMBER &&
        lua_compare(L, 1, 2, LUA_OPLT)) {
        lua_pushinteger(L, -1);
        return 1;
    }
    Buffer *first = owned_push_buffer(L);
    Buffer *second = owned_push_buffer(L);
    const char *problem = value_encode(L, 1, first);
    if (problem == NULL)
        problem = value_encode(L, 2, second);
    if (problem != NULL)
        return luaL_error(L, "%s has no order", problem);
    int order;
    if (!record_compare(first->data, second->data, &order))
        return luaL_error(L, "a %s and a %s have no order", record_kind(first->data),
            record_kind(second->data));
    lua_pushinteger(L, order);
    buffer_free(first);
    buffer_free(second);
    return 1;
}

int value_bytes(lua_State *L)
{
    luaL_checkany(L, 1);
    Buffer *bytes = owned_push_buffer(L);
    const char *problem = value_encode(L, 1, bytes);
    if (problem != NULL)
        return luaL_error(L, "%s cannot be a key", problem);
    lua_pushlstring(L, bytes->data, bytes->size);
    buffer_free(bytes);
    return 1;
}

int value_test_pair(lua_State *L)
{
    lua_pushboolean(L, value_is_pair(L, 1));
    return 1;
}

static int option_is_defined(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_pushboolean(L, (value_meta(L, 1) == META_SOME));
    return 1;
}

static int option_is_empty(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_pushboolean(L, !(value_meta(L, 1) == META_SOME));
    return 1;
}

int value_raise(lua_State *L, const char *class_name, const char *message)
{
    lua_createtable(L, 0, 2);
    lua_pushstring(L, class_name);
    lua_setfield(L, -2, "class");
    lua_pushstring(L, message);
    lua_setfield(L, -2, "message");
    return lua_error(L);
}

static int option_get(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!(value_meta(L, 1) == META_SOME))
        return value_raise(L, "java.util.NoSuchElementException", "None.get");
    lua_getfield(L, 1, "value");
    return 1;
}

static int option_get_or_else(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    if ((value_meta(L, 1) == META_SOME))
        lua_getfield(L, 1, "value");
    else
        lua_pushvalue(L, 2);
    return 1;
}

static const luaL_Reg option_methods[] = {
    {"isDefined", option_is_defined},
    {"isEmpty", option_is_empty},
    {"get", option_get},
    {"getOrElse", option_get_or_else},
    {NULL, NULL},
};

/* Pushes a metatable with text and equality. */
static void push_meta(lua_State *L, const char *name)
{
    lua_createtable(L, 0, 5);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    lua_pushcfunction(L, record_to_text);
    lua_setfield(L, -2, "__tostring");
    lua_pushcfunction(L, records_equal);
    lua_setfield(L, -2, "__eq");
}

static void open_meta(lua_State *L, const char *name, ValueMeta meta)
{
    push_meta(L, name);
    state_context(L)->metas[meta] = lua_topointer(L, -1);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &METAS[meta]);
}

static void open_option(lua_State *L, StateContext *context)
{
    open_meta(L, "Option", META_SOME);
    luaL_newlib(L, option_methods);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__index"); /* meta, methods */

    lua_newtable(L);
    push_meta(L, "Option");
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    context->none = lua_topointer(L, -1);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &NONE);
    lua_setglobal(L, "None");
    lua_pop(L, 2);
}

/* A part of a message; which one is the method's upvalue. */
static int message_part(lua_State *L)
{
    luaL_argcheck(L, value_meta(L, 1) == META_MESSAGE, 1, "ConsumerRecord expected");
    lua_rawgeti(L, 1, lua_tointeger(L, lua_upvalueindex(1)));
    return 1;
}

static void open_message(lua_State *L)
{
    static const char *const parts[MESSAGE_PARTS] = {
        [MESSAGE_TOPIC] = "topic",
        [MESSAGE_PARTITION] = "partition",
        [MESSAGE_OFFSET] = "offset",
        [MESSAGE_TIME] = "timestamp",
        [MESSAGE_KEY] = "key",
        [MESSAGE_VALUE] = "value",
    };
    open_meta(L, "ConsumerRecord", META_MESSAGE);
    lua_createtable(L, 0, MESSAGE_PARTS);
    for (int i = 0; i < MESSAGE_PARTS; i++) {
        lua_pushinteger(L, i + 1);
        lua_pushcclosure(L, message_part, 1);
        lua_setfield(L, -2, parts[i]);
    }
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}

/* null is the light userdata NULL, so it is one value in all states. */
static void open_null(lua_State *L)
{
    lua_pushlightuserdata(L, NULL);
    push_meta(L, "null");
    lua_setmetatable(L, -2);
    lua_setglobal(L, "null");
}

void value_open(lua_State *L)
{
    StateContext *context = state_context(L);
    open_meta(L, "pair", META_PAIR);
    open_meta(L, "tuple", META_TUPLE);
    open_meta(L, "CompactBuffer", META_COMPACT_BUFFER);
    open_meta(L, "ArrayBuffer", META_ARRAY_BUFFER);
    lua_pop(L, 4);
    open_message(L);
    open_option(L, context);
    open_null(L);
    lua_register(L, "pair", pair_new);
    lua_register(L, "tuple", tuple_new);
    lua_register(L, "Some", some_new);
    lua_register(L, "split", split_function);
}
