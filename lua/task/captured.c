/* lua/task/captured.c -- captured tables: whether a task counted in them.
 * Spark: none; there it goes unnoticed. */
// SPDX-License-Identifier: MIT
#include <ctype.h>
#include <lauxlib.h>
#include <math.h>

#include "lua/task/captured.h"
#include "vm/base/mem.h"
#include "vm/base/utf8.h"

/* What is remembered of a function is a list: number of a variable, the fields of its
 * table, their length, and so on. A field that is no number is true. */
enum { ENTRY = 3 };

static bool is_object(lua_State *L, int table)
{
    if (luaL_getmetafield(L, table, "__index") == LUA_TNIL)
        return false;
    lua_pop(L, 1);
    return true;
}

/* Pushes the fields of the table on the top; false, and nothing pushed, if they are too
 * many. */
static bool push_fields(lua_State *L)
{
    int table = lua_gettop(L);
    int n = 0;
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, table) != 0) {
        if (++n > CAPTURED_FIELDS) {
            lua_settop(L, table);
            return false;
        }
        if (lua_type(L, -1) != LUA_TNUMBER) {
            lua_pop(L, 1);
            lua_pushboolean(L, true);
        }
        lua_pushvalue(L, -2); /* fields key value key */
        lua_insert(L, -2);
        lua_rawset(L, table + 1);
    }
    return true;
}

void captured_remember(lua_State *L, int function, int environment)
{
    lua_newtable(L);
    int list = lua_gettop(L);
    lua_Integer n = 0;
    for (int i = 1; lua_getupvalue(L, function, i) != NULL; i++) {
        bool is_environment =
            lua_upvalueid(L, function, i) == lua_upvalueid(L, environment, 1);
        if (!is_environment && lua_istable(L, -1) && !is_object(L, list + 1) &&
            push_fields(L)) {
            lua_rawseti(L, list, n + 2);
            lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
            lua_rawseti(L, list, n + 3);
            lua_pushinteger(L, i);
            lua_rawseti(L, list, n + 1);
            n += ENTRY;
        }
        lua_settop(L, list);
    }
    if (n == 0) {
        lua_pop(L, 1);
        lua_pushnil(L);
    }
}

/* A table as it was and is, and the fields that were found: keys, or nil. */
typedef struct Comparison {
    int fields;
    int table;
    int changed;
    int added;
    lua_Integer n_added; /* fields of any kind */
    lua_Integer n_appended;
} Comparison;

/* Keys that are numbers come before those that are texts. */
static bool is_smaller(lua_State *L, int key, int other)
{
    if (lua_isnil(L, other))
        return true;
    if (lua_type(L, key) != lua_type(L, other))
        return lua_type(L, key) == LUA_TNUMBER;
    return lua_compare(L, key, other, LUA_OPLT);
}

/* Of the field whose key and value are on the top. */
static void compare_field(lua_State *L, Comparison *c)
{
    int key = lua_gettop(L) - 1;
    int value = key + 1;
    lua_pushvalue(L, key);
    int before = lua_rawget(L, c->fields);
    c->n_added += before == LUA_TNIL;
    bool can_be_told = lua_type(L, value) == LUA_TNUMBER &&
        (lua_type(L, key) == LUA_TSTRING || lua_type(L, key) == LUA_TNUMBER);
    int found = before == LUA_TNIL ? c->added : c->changed;
    bool counts = before == LUA_TNIL ||
        (before == LUA_TNUMBER && !lua_rawequal(L, value, -1) &&
            (lua_rawequal(L, value, value) || lua_rawequal(L, -1, -1)));
    if (can_be_told && counts && is_smaller(L, key, found)) {
        lua_pushvalue(L, key);
        lua_replace(L, found);
    }
    lua_settop(L, value);
}

static bool is_name(const char *text, size_t size)
{
    if (size == 0 || isdigit((unsigned char)text[0]))
        return false;
    for (size_t i = 0; i < size; i++) {
        if (!isalnum((unsigned char)text[i]) && text[i] != '_')
            return false;
    }
    return true;
}

/* Pushes "seen.gates", "seen[3]" or "seen["the gate"]". */
static void push_path(lua_State *L, const char *variable, int key)
{
    enum { MOST_BYTES = 40 };
    size_t size;
    lua_pushvalue(L, key);
    const char *text = lua_tolstring(L, -1, &size);
    size_t shown = utf8_cut(text, size, MOST_BYTES);
    lua_pushlstring(L, text, shown);
    const char *more = shown < size ? "..." : "";
    if (lua_type(L, key) == LUA_TNUMBER)
        lua_pushfstring(L, "%s[%s]", variable, text);
    else if (is_name(text, size) && shown == size)
        lua_pushfstring(L, "%s.%s", variable, text);
    else
        lua_pushfstring(L, "%s[\"%s%s\"]", variable, lua_tostring(L, -1), more);
}

static void note_changed(lua_State *L, const Comparison *c, const char *variable,
    FuncId func, TaskResult *result)
{
    if (result->changed_name != NULL || lua_isnil(L, c->changed))
        return;
    push_path(L, variable, c->changed);
    result->changed_func = func;
    result->changed_name = mem_copy_string(lua_tostring(L, -1));
}

/* A list that grew has nothing new but what was appended. */
static void note_filled(lua_State *L, const Comparison *c, const char *variable,
    FuncId func, TaskResult *result)
{
    bool grew = c->n_added > 0 && c->n_appended == c->n_added;
    if (!grew && lua_isnil(L, c->added))
        return;
    double number = NAN;
    if (grew) {
        lua_pushstring(L, variable);
    } else {
        lua_pushvalue(L, c->added);
        lua_rawget(L, c->table);
        number = lua_tonumber(L, -1);
        push_path(L, variable, c->added);
    }
    task_result_add_filled(result, func, lua_tostring(L, -1), number);
}

/* Of the table on the top; its fields and their length, as they were, are below it. */
static void compare_table(lua_State *L, const char *variable, FuncId func,
    TaskResult *result)
{
    int table = lua_gettop(L);
    Comparison c = {.fields = table - 2,
        .table = table,
        .changed = table + 1,
        .added = table + 2,
        .n_appended = (lua_Integer)lua_rawlen(L, table) - lua_tointeger(L, table - 1)};
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushnil(L); /* fields length table changed added key */
    while (lua_next(L, table) != 0) {
        compare_field(L, &c);
        lua_pop(L, 1);
    }
    note_changed(L, &c, variable, func, result);
    note_filled(L, &c, variable, func, result);
}

void captured_compare(lua_State *L, int function, FuncId func, TaskResult *result)
{
    int list = lua_gettop(L);
    luaL_checkstack(L, 20, NULL);
    for (lua_Integer i = 1; lua_rawgeti(L, list, i) == LUA_TNUMBER; i += ENTRY) {
        int number = (int)lua_tointeger(L, -1);
        lua_rawgeti(L, list, i + 1);
        lua_rawgeti(L, list, i + 2);
        const char *variable = lua_getupvalue(L, function, number);
        if (lua_istable(L, -1))
            compare_table(L, variable, func, result);
        lua_settop(L, list);
    }
    lua_settop(L, list);
}
