/* lua/base/ship_read.c -- from bytes to values, in a worker. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/base/sandbox.h"
#include "lua/base/ship.h"
#include "lua/base/ship_format.h"
#include "lua/base/value.h"
#include "vm/base/check.h"

/* Reading. The bytes are our own, so a fault in them is ours too. */

typedef struct Reader {
    lua_State *L;
    const char *at;
    const char *end;
    int anchor;
    int objects; /* stack index of a table: number + 1 -> object */
    int cells; /* number + 1 -> a function and, at -(number + 1), its upvalue number */
    uint32_t n_objects;
    uint32_t n_cells;
} Reader;

static char take_byte(Reader *reader)
{
    CHECK(reader->at < reader->end);
    return *reader->at++;
}

static void take(Reader *reader, void *into, size_t size)
{
    CHECK((size_t)(reader->end - reader->at) >= size);
    memcpy(into, reader->at, size);
    reader->at += size;
}

static const char *take_bytes(Reader *reader, uint32_t *size)
{
    take(reader, size, sizeof *size);
    CHECK((size_t)(reader->end - reader->at) >= *size);
    const char *bytes = reader->at;
    reader->at += *size;
    return bytes;
}

static void read_value(Reader *reader, char tag);

/* A copy, so that a task that writes into `string` changes nothing for others. */
static void push_library_copy(lua_State *L)
{
    int library = lua_gettop(L);
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, library)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, library + 1);
    }
    lua_remove(L, library);
}

static void read_items(Reader *reader, int table)
{
    for (char tag = take_byte(reader); tag != SHIP_END; tag = take_byte(reader)) {
        read_value(reader, tag);
        read_value(reader, take_byte(reader));
        lua_rawset(reader->L, table);
    }
}

/* "MODULE:FIELD" of a module of ours; it is not copied. */
static void push_module_field(lua_State *L, const char *name, size_t module_size,
    size_t size)
{
    lua_getglobal(L, "require");
    lua_pushlstring(L, name, module_size);
    lua_call(L, 1, 1);
    lua_pushlstring(L, name + module_size + 1, size - module_size - 1);
    lua_rawget(L, -2);
    lua_remove(L, -2);
}

static void read_library(Reader *reader)
{
    lua_State *L = reader->L;
    uint32_t size;
    const char *name = take_bytes(reader, &size);
    const char *mark = memchr(name, SHIP_FIELD_MARK, size);
    if (mark != NULL) {
        push_module_field(L, name, (size_t)(mark - name), size);
        return;
    }
    const char *dot = memchr(name, '.', size);
    lua_pushglobaltable(L);
    lua_pushlstring(L, name, dot != NULL ? (size_t)(dot - name) : size);
    lua_rawget(L, -2);
    if (dot != NULL) {
        lua_pushlstring(L, dot + 1, size - (size_t)(dot + 1 - name));
        lua_rawget(L, -2);
        lua_remove(L, -2);
    }
    lua_remove(L, -2);
    if (lua_istable(L, -1)) {
        push_library_copy(L);
        read_items(reader, lua_gettop(L));
    }
}

/* Most of what travels is a text, a number or a library function. */
static void need_table(lua_State *L, int index)
{
    if (!lua_isnil(L, index))
        return;
    lua_newtable(L);
    lua_replace(L, index);
}

static void keep_object(Reader *reader)
{
    need_table(reader->L, reader->objects);
    lua_pushvalue(reader->L, -1);
    lua_rawseti(reader->L, reader->objects, ++reader->n_objects);
}

static void read_metatable(Reader *reader)
{
    lua_State *L = reader->L;
    char tag = take_byte(reader);
    if (tag == SHIP_NIL)
        return;
    if (tag == SHIP_OUR_META) {
        value_push_meta(L, (ValueMeta)take_byte(reader));
    } else {
        read_value(reader, tag);
        if (lua_istable(L, -1))
            sandbox_own(L);
    }
    lua_setmetatable(L, -2);
}

static void read_table(Reader *reader)
{
    lua_State *L = reader->L;
    lua_newtable(L);
    keep_object(reader);
    int table = lua_gettop(L);
    read_metatable(reader); /* fields are set raw, so it does not act on them */
    read_items(reader, table);
}

static void read_cell(Reader *reader, int function, int number)
{
    lua_State *L = reader->L;
    char tag = take_byte(reader);
    if (tag == SHIP_GLOBALS) {
        lua_upvaluejoin(L, function, number, reader->anchor, 1);
    } else if (tag == SHIP_OUR_GLOBALS) {
        lua_pushglobaltable(L);
        lua_setupvalue(L, function, number);
    } else if (tag == SHIP_SEEN_CELL) {
        uint32_t seen;
        take(reader, &seen, sizeof seen);
        lua_rawgeti(L, reader->cells, -(lua_Integer)(seen + 1));
        int upvalue = (int)lua_tointeger(L, -1);
        lua_rawgeti(L, reader->cells, seen + 1);
        lua_upvaluejoin(L, function, number, lua_gettop(L), upvalue);
        lua_pop(L, 2);
    } else {
        need_table(L, reader->cells);
        lua_Integer cell = ++reader->n_cells;
        lua_pushvalue(L, function);
        lua_rawseti(L, reader->cells, cell);
        lua_pushinteger(L, number);
        lua_rawseti(L, reader->cells, -cell);
        read_value(reader, take_byte(reader));
        lua_setupvalue(L, function, number);
    }
}

static void read_function(Reader *reader)
{
    lua_State *L = reader->L;
    uint32_t size;
    const char *code = take_bytes(reader, &size);
    if (luaL_loadbufferx(L, code, size, "=shipped", "b") != LUA_OK)
        lua_error(L);
    keep_object(reader);
    int function = lua_gettop(L);
    int cells = (unsigned char)take_byte(reader);
    for (int i = 1; i <= cells; i++)
        read_cell(reader, function, i);
}

static void read_number(Reader *reader, char tag)
{
    if (tag == SHIP_INTEGER) {
        lua_Integer value;
        take(reader, &value, sizeof value);
        lua_pushinteger(reader->L, value);
    } else {
        lua_Number value;
        take(reader, &value, sizeof value);
        lua_pushnumber(reader->L, value);
    }
}

static void read_constant(Reader *reader, char tag)
{
    lua_State *L = reader->L;
    if (tag == SHIP_NIL)
        lua_pushnil(L);
    else if (tag == SHIP_NULL)
        lua_pushlightuserdata(L, NULL);
    else if (tag == SHIP_NONE)
        lua_getglobal(L, "None");
    else if (tag == SHIP_GLOBALS)
        lua_getupvalue(L, reader->anchor, 1);
    else
        lua_pushboolean(L, tag == SHIP_TRUE);
}

static void read_value(Reader *reader, char tag)
{
    lua_State *L = reader->L;
    uint32_t size;
    luaL_checkstack(L, 12, "a value is nested too deep");
    switch (tag) {
    case SHIP_INTEGER:
    case SHIP_FLOAT:
        read_number(reader, tag);
        return;
    case SHIP_STRING: {
        const char *text = take_bytes(reader, &size);
        lua_pushlstring(L, text, size);
        return;
    }
    case SHIP_TABLE:
        read_table(reader);
        return;
    case SHIP_FUNCTION:
        read_function(reader);
        return;
    case SHIP_LIBRARY:
        read_library(reader);
        return;
    case SHIP_SEEN:
        take(reader, &size, sizeof size);
        lua_rawgeti(L, reader->objects, (lua_Integer)size + 1);
        return;
    default:
        read_constant(reader, tag);
        return;
    }
}

void ship_read(lua_State *L, const Buffer *bytes, int anchor)
{
    luaL_checkstack(L, 8, "a value is nested too deep");
    lua_settop(L, lua_gettop(L) + 2); /* tables, once there is something for them */
    Reader reader = {.L = L,
        .at = bytes->data,
        .end = buffer_end(bytes),
        .anchor = lua_absindex(L, anchor),
        .objects = lua_gettop(L) - 1,
        .cells = lua_gettop(L)};
    read_value(&reader, take_byte(&reader));
    lua_replace(L, reader.objects);
    lua_settop(L, reader.objects);
}
