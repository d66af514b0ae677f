// SPDX-License-Identifier: MIT
#include "lua/base/json.h"

#include <jansson.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <string.h>

#define DOCUMENT_TYPE "sluice.json.document"

enum { MAX_DEPTH = 64 };

/* A parsed document, boxed so that an error frees it. */
static json_t **push_document(lua_State *L)
{
    json_t **document = lua_newuserdatauv(L, sizeof(json_t *), 0);
    *document = NULL;
    luaL_setmetatable(L, DOCUMENT_TYPE);
    return document;
}

static int document_collect(lua_State *L)
{
    json_t **document = luaL_checkudata(L, 1, DOCUMENT_TYPE);
    json_decref(*document);
    *document = NULL;
    return 0;
}

static void push_value(lua_State *L, const json_t *value, int depth);

static void push_array(lua_State *L, const json_t *array, int depth)
{
    size_t count = json_array_size(array);
    lua_createtable(L, count < 1000 ? (int)count : 1000, 0);
    for (size_t i = 0; i < count; i++) {
        push_value(L, json_array_get(array, i), depth + 1);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

static void push_object(lua_State *L, const json_t *object, int depth)
{
    const char *key;
    json_t *value;
    lua_createtable(L, 0, (int)json_object_size(object));
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        push_value(L, value, depth + 1);
        lua_setfield(L, -2, key);
    }
}

static void push_value(lua_State *L, const json_t *value, int depth)
{
    if (depth > MAX_DEPTH)
        luaL_error(L, "nested more than %d deep", MAX_DEPTH);
    luaL_checkstack(L, 4, "nested too deep");
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        push_object(L, value, depth);
        return;
    case JSON_ARRAY:
        push_array(L, value, depth);
        return;
    case JSON_STRING:
        lua_pushlstring(L, json_string_value(value), json_string_length(value));
        return;
    case JSON_INTEGER:
        lua_pushinteger(L, json_integer_value(value));
        return;
    case JSON_REAL:
        lua_pushnumber(L, json_real_value(value));
        return;
    case JSON_TRUE:
    case JSON_FALSE:
        lua_pushboolean(L, json_is_true(value));
        return;
    default:
        lua_pushnil(L);
        return;
    }
}

/* Pushes the value of one line, or nil and a message. */
static bool read_line(lua_State *L, const char *line, size_t size)
{
    json_t **document = push_document(L);
    json_error_t error;
    *document = json_loadb(line, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (*document == NULL) {
        lua_pushnil(L);
        lua_pushstring(L, error.text);
        return false;
    }
    push_value(L, *document, 0);
    json_decref(*document);
    *document = NULL;
    lua_remove(L, -2);
    return true;
}

static int json_lines(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);
    const char *end = text + size;
    lua_newtable(L);
    lua_Integer count = 0;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        if (stop == NULL)
            stop = end;
        if (!read_line(L, text, (size_t)(stop - text))) {
            lua_pushfstring(L, "line %I: %s", (LUAI_UACINT)count + 1,
                lua_tostring(L, -1));
            lua_pushnil(L);
            lua_insert(L, -2);
            return 2;
        }
        lua_rawseti(L, 2, ++count);
        text = stop + 1;
    }
    return 1;
}

int json_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"lines", json_lines}, {NULL, NULL}};
    luaL_newmetatable(L, DOCUMENT_TYPE);
    lua_pushcfunction(L, document_collect);
    lua_setfield(L, -2, "__gc");
    luaL_newlib(L, functions);
    return 1;
}
