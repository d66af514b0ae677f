/* lua/base/ship_write.c -- from values to bytes, on the driver. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#include "lua/base/sandbox.h"
#include "lua/base/ship.h"
#include "lua/base/ship_format.h"
#include "lua/base/state.h"
#include "lua/base/value.h"

const char *const SHIP_REFUSED_FIELD = "__sluice";

enum { MAX_DEPTH = 150 };

/* Its address is the key of a table in the registry: library value -> its name. */
static const char LIBRARY_NAMES = 'l';

/* Adds the functions of the table on the top, named PREFIX.NAME or just NAME. */
static void name_functions(lua_State *L, int names, const char *prefix)
{
    lua_pushnil(L);
    while (lua_next(L, -2)) { /* table, name, value */
        if (lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TFUNCTION) {
            if (prefix != NULL)
                lua_pushfstring(L, "%s.%s", prefix, lua_tostring(L, -2));
            else
                lua_pushvalue(L, -2);
            lua_rawset(L, names);
        } else {
            lua_pop(L, 1);
        }
    }
}

void ship_name(lua_State *L, const char *name)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &LIBRARY_NAMES);
    lua_insert(L, -2);
    lua_pushstring(L, name);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

void ship_open(lua_State *L)
{
    static const char *const libraries[] = {LUA_STRLIBNAME, LUA_TABLIBNAME,
        LUA_MATHLIBNAME, LUA_UTF8LIBNAME, LUA_OSLIBNAME, LUA_IOLIBNAME, LUA_COLIBNAME};
    lua_newtable(L);
    int names = lua_gettop(L);
    lua_pushglobaltable(L);
    name_functions(L, names, NULL);
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
        lua_getfield(L, names + 1, libraries[i]);
        name_functions(L, names, libraries[i]);
        lua_pushstring(L, libraries[i]);
        lua_rawset(L, names);
    }
    lua_pop(L, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &LIBRARY_NAMES);
}

/* Writing. */

typedef struct Writer {
    lua_State *L;
    Buffer *out;
    ShipReport *report;
    int seen; /* stack index of a table: address of object or cell -> number */
    uint32_t n_objects;
    uint32_t n_cells;
    const char *variable; /* the variable or field that is being written */
    int depth;
} Writer;

static void put_number(Buffer *out, uint32_t number)
{
    buffer_append(out, &number, sizeof number);
}

static void put_bytes(Buffer *out, const char *bytes, size_t size)
{
    put_number(out, (uint32_t)size);
    buffer_append(out, bytes, size);
}

static bool refuse(Writer *writer, const char *what)
{
    ShipReport *report = writer->report;
    snprintf(report->variable, sizeof report->variable, "%s", writer->variable);
    snprintf(report->what, sizeof report->what, "%s", what);
    return false;
}

/* The number under which an address was seen, or -1 after giving it *next. */
static int64_t number_of(Writer *writer, const void *address, uint32_t *next)
{
    lua_State *L = writer->L;
    if (lua_isnil(L, writer->seen)) {
        lua_newtable(L);
        lua_replace(L, writer->seen);
    }
    if (lua_rawgetp(L, writer->seen, address) != LUA_TNIL) {
        int64_t number = lua_tointeger(L, -1);
        lua_pop(L, 1);
        return number;
    }
    lua_pop(L, 1);
    lua_pushinteger(L, (*next)++);
    lua_rawsetp(L, writer->seen, address);
    return -1;
}

static bool write_seen(Writer *writer, int index)
{
    int64_t number =
        number_of(writer, lua_topointer(writer->L, index), &writer->n_objects);
    if (number < 0)
        return false;
    buffer_append_byte(writer->out, SHIP_SEEN);
    put_number(writer->out, (uint32_t)number);
    return true;
}

static bool write_value(Writer *writer, int index);

/* Pushes the name of a library table or function ("string", "string.format"), or
 * nothing and returns false. */
static bool push_library_name(lua_State *L, int index)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &LIBRARY_NAMES);
    lua_pushvalue(L, index);
    bool found = lua_rawget(L, -2) != LUA_TNIL;
    lua_remove(L, -2);
    if (!found)
        lua_pop(L, 1);
    return found;
}

static void put_library(Writer *writer)
{
    size_t size;
    const char *name = lua_tolstring(writer->L, -1, &size);
    buffer_append_byte(writer->out, SHIP_LIBRARY);
    put_bytes(writer->out, name, size);
    lua_pop(writer->L, 1);
}

static bool is_globals(lua_State *L, int index)
{
    sandbox_push_globals(L);
    bool same = lua_rawequal(L, -1, index);
    lua_pop(L, 1);
    return same;
}

/* The globals of our own modules, where programs have others. */
static bool is_our_globals(lua_State *L, int index)
{
    lua_pushglobaltable(L);
    bool same = lua_rawequal(L, -1, index);
    lua_pop(L, 1);
    return same;
}

/* Of several values that cannot travel the one with the first name is blamed: Lua walks
 * a table in another order in each run. */
static void keep_first_blamed(Writer *writer, const ShipReport *first)
{
    ShipReport *report = writer->report;
    if (first->variable[0] != '\0' && strcmp(first->variable, report->variable) < 0)
        *report = *first;
}

static bool write_item(Writer *writer, int key)
{
    const char *outer = writer->variable;
    if (lua_type(writer->L, key) == LUA_TSTRING)
        writer->variable = lua_tostring(writer->L, key);
    bool ok = write_value(writer, key) && write_value(writer, key + 1);
    writer->variable = outer;
    return ok;
}

/* An item of a library table that is there under its own name is there in a worker,
 * too. */
static bool is_original(lua_State *L, const char *library, int key)
{
    if (library == NULL || lua_type(L, key) != LUA_TSTRING ||
        !push_library_name(L, key + 1))
        return false;
    lua_pushfstring(L, "%s.%s", library, lua_tostring(L, key));
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same;
}

/* The items of a table; of a library only those that the program added or replaced. */
static bool write_table_items(Writer *writer, int index, const char *library)
{
    lua_State *L = writer->L;
    ShipReport first = {0};
    bool ok = true;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        int key = lua_gettop(L) - 1;
        if (!is_original(L, library, key) && !write_item(writer, key)) {
            if (!ok)
                keep_first_blamed(writer, &first);
            first = *writer->report;
            ok = false;
        }
        lua_settop(L, key);
    }
    buffer_append_byte(writer->out, SHIP_END);
    return ok;
}

/* Metatables: ours (pair, option) are known by number; a learner's travels as a table.
 */
static bool write_metatable(Writer *writer, int index)
{
    lua_State *L = writer->L;
    ValueMeta ours = value_meta(L, index);
    if (!lua_getmetatable(L, index)) {
        buffer_append_byte(writer->out, SHIP_NIL);
        return true;
    }
    bool ok = true;
    if (ours != VALUE_META_COUNT) {
        buffer_append_byte(writer->out, SHIP_OUR_META);
        buffer_append_byte(writer->out, (char)ours);
    } else {
        ok = write_value(writer, lua_gettop(L));
    }
    lua_pop(L, 1);
    return ok;
}

/* A library table whose name is on the top. */
static bool write_library(Writer *writer, int index)
{
    lua_State *L = writer->L;
    bool of_module = strchr(lua_tostring(L, -1), SHIP_FIELD_MARK) != NULL;
    writer->report->needs_copy = true;
    lua_pushvalue(L, -1);
    put_library(writer);
    bool ok = of_module || write_table_items(writer, index, lua_tostring(L, -1));
    lua_pop(L, 1);
    return ok;
}

/* An object of a class that stays on the driver, unless a worker has a class of its own
 * for it. */
static bool is_refused(Writer *writer, int index)
{
    lua_State *L = writer->L;
    if (luaL_getmetafield(L, index, SHIP_REFUSED_FIELD) == LUA_TNIL)
        return false;
    bool refused = lua_type(L, -1) == LUA_TSTRING;
    lua_getmetatable(L, index);
    if (push_library_name(L, lua_gettop(L))) {
        lua_pop(L, 1);
        refused = false;
    }
    lua_pop(L, 1);
    if (refused)
        refuse(writer, lua_tostring(L, -1));
    lua_pop(L, 1);
    return refused;
}

static bool write_table(Writer *writer, int index)
{
    lua_State *L = writer->L;
    if (is_globals(L, index)) {
        buffer_append_byte(writer->out, SHIP_GLOBALS);
        writer->report->needs_copy = true;
        return true;
    }
    if (lua_topointer(L, index) == state_context(L)->none) {
        buffer_append_byte(writer->out, SHIP_NONE);
        return true;
    }
    if (push_library_name(L, index))
        return write_library(writer, index);
    if (is_refused(writer, index))
        return false;

    writer->report->needs_copy = true;
    if (write_seen(writer, index))
        return true;
    buffer_append_byte(writer->out, SHIP_TABLE);
    return write_metatable(writer, index) && write_table_items(writer, index, NULL);
}

static int append_code(lua_State *L, const void *bytes, size_t size, void *out)
{
    (void)L;
    buffer_append(out, bytes, size);
    return 0;
}

static bool write_cell(Writer *writer, int function, int number)
{
    lua_State *L = writer->L;
    const char *name = lua_getupvalue(L, function, number);
    int value = lua_gettop(L);
    bool ok = true;
    if (is_globals(L, value)) {
        buffer_append_byte(writer->out, SHIP_GLOBALS);
    } else if (is_our_globals(L, value)) {
        buffer_append_byte(writer->out, SHIP_OUR_GLOBALS);
    } else {
        int64_t seen =
            number_of(writer, lua_upvalueid(L, function, number), &writer->n_cells);
        buffer_append_byte(writer->out, seen < 0 ? SHIP_CELL : SHIP_SEEN_CELL);
        writer->report->captures = true;
        if (writer->depth > 1)
            writer->report->needs_copy = true;
        if (seen >= 0) {
            put_number(writer->out, (uint32_t)seen);
        } else {
            writer->variable = name;
            ok = write_value(writer, value);
        }
    }
    lua_settop(L, value - 1);
    return ok;
}

static bool write_lua_function(Writer *writer, int index)
{
    lua_State *L = writer->L;
    if (write_seen(writer, index))
        return true;

    buffer_append_byte(writer->out, SHIP_FUNCTION);
    size_t size_at = writer->out->size;
    put_number(writer->out, 0);
    lua_pushvalue(L, index);
    lua_dump(L, append_code, writer->out, 0);
    lua_Debug info;
    lua_getinfo(L, ">u", &info);
    uint32_t size = (uint32_t)(writer->out->size - size_at - sizeof size);
    memcpy(writer->out->data + size_at, &size, sizeof size);

    buffer_append_byte(writer->out, (char)info.nups);
    const char *outer = writer->variable;
    for (int i = 1; i <= info.nups; i++) {
        if (!write_cell(writer, index, i))
            return false;
    }
    writer->variable = outer;
    return true;
}

static bool write_function(Writer *writer, int index)
{
    lua_State *L = writer->L;
    if (push_library_name(L, index)) {
        put_library(writer);
        return true;
    }
    if (!lua_iscfunction(L, index))
        return write_lua_function(writer, index);
    return refuse(writer, "a function of the driver");
}

static bool write_userdata(Writer *writer, int index)
{
    lua_State *L = writer->L;
    if (luaL_testudata(L, index, LUA_FILEHANDLE) != NULL)
        return refuse(writer, "a file");
    return refuse(writer, "userdata");
}

static bool write_scalar(Writer *writer, int index)
{
    lua_State *L = writer->L;
    Buffer *out = writer->out;
    if (lua_type(L, index) == LUA_TSTRING) {
        size_t size;
        const char *text = lua_tolstring(L, index, &size);
        buffer_append_byte(out, SHIP_STRING);
        put_bytes(out, text, size);
    } else if (lua_isinteger(L, index)) {
        lua_Integer value = lua_tointeger(L, index);
        buffer_append_byte(out, SHIP_INTEGER);
        buffer_append(out, &value, sizeof value);
    } else {
        lua_Number value = lua_tonumber(L, index);
        buffer_append_byte(out, SHIP_FLOAT);
        buffer_append(out, &value, sizeof value);
    }
    return true;
}

static bool write_by_type(Writer *writer, int index)
{
    lua_State *L = writer->L;
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        buffer_append_byte(writer->out, SHIP_NIL);
        return true;
    case LUA_TBOOLEAN:
        buffer_append_byte(writer->out,
            lua_toboolean(L, index) ? SHIP_TRUE : SHIP_FALSE);
        return true;
    case LUA_TNUMBER:
    case LUA_TSTRING:
        return write_scalar(writer, index);
    case LUA_TTABLE:
        return write_table(writer, index);
    case LUA_TFUNCTION:
        return write_function(writer, index);
    case LUA_TLIGHTUSERDATA:
        if (lua_touserdata(L, index) != NULL)
            return refuse(writer, "userdata");
        buffer_append_byte(writer->out, SHIP_NULL);
        return true;
    case LUA_TTHREAD:
        return refuse(writer, "a coroutine");
    default:
        return write_userdata(writer, index);
    }
}

static bool write_value(Writer *writer, int index)
{
    if (writer->depth >= MAX_DEPTH)
        return refuse(writer, "a value nested too deep");
    luaL_checkstack(writer->L, 12, "a value is nested too deep");
    writer->depth++;
    bool ok = write_by_type(writer, index);
    writer->depth--;
    return ok;
}

bool ship_write(lua_State *L, int index, Buffer *out, ShipReport *report)
{
    *report = (ShipReport){0};
    index = lua_absindex(L, index);
    int top = lua_gettop(L);
    lua_pushnil(L); /* where the table is going to be, if it is needed */
    Writer writer = {.L = L,
        .out = out,
        .report = report,
        .seen = lua_gettop(L),
        .variable = "?"};
    bool ok = write_value(&writer, index);
    lua_settop(L, top);
    return ok;
}
