/* Strings in, strings out: split, and values as source text. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/value.h"
#include "vm/base/utf8.h"

/* Where the next separator starts, or end. */
static const char *find_separator(const char *from, const char *end,
    const char *separator, size_t size)
{
    while (from + size <= end) {
        const char *found = memchr(from, separator[0], (size_t)(end - from));
        if (found == NULL || found + size > end)
            return end;
        if (memcmp(found, separator, size) == 0)
            return found;
        from = found + 1;
    }
    return end;
}

/* Java's split drops empty strings at the end: where the text that counts ends. A text
 * without a separator is one piece, even an empty one. */
static const char *trim_end(const char *text, const char *end, const char *separator,
    size_t size)
{
    while (text + size <= end && memcmp(end - size, separator, size) == 0)
        end -= size;
    return end;
}

static void split_to_list(lua_State *L, const char *text, const char *end,
    const char *separator, size_t size)
{
    int pieces = 1;
    for (const char *at = text; (at = find_separator(at, end, separator, size)) < end;
         at += size)
        pieces++;

    lua_createtable(L, pieces, 0);
    for (int i = 1; i <= pieces; i++) {
        const char *stop = find_separator(text, end, separator, size);
        lua_pushlstring(L, text, (size_t)(stop - text));
        lua_rawseti(L, -2, i);
        text = stop + size;
    }
}

static void split_to_function(lua_State *L, int emit, const char *text, const char *end,
    const char *separator, size_t size)
{
    for (;;) {
        const char *stop = find_separator(text, end, separator, size);
        lua_pushvalue(L, emit);
        lua_pushlstring(L, text, (size_t)(stop - text));
        lua_call(L, 1, 0);
        if (stop == end)
            return;
        text = stop + size;
    }
}

int value_split(lua_State *L)
{
    size_t length;
    size_t size = 1;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *separator = " ";
    bool emits = lua_isfunction(L, 2);
    if (!emits && !lua_isnoneornil(L, 2)) {
        separator = luaL_checklstring(L, 2, &size);
        luaL_argcheck(L, size > 0, 2, "the separator is empty");
        emits = lua_isfunction(L, 3);
    }

    int emit = lua_isfunction(L, 2) ? 2 : 3;
    const char *end = trim_end(text, text + length, separator, size);
    if (length > 0 && end == text) { /* nothing but separators */
        if (!emits)
            lua_newtable(L);
        return emits ? 0 : 1;
    }
    if (emits) {
        split_to_function(L, emit, text, end, separator, size);
        return 0;
    }
    split_to_list(L, text, end, separator, size);
    return 1;
}

enum { SHOWN_BYTES = 60, SHOWN_ITEMS = 8, SHOWN_DEPTH = 3 };

static void append_quoted(Buffer *out, const char *text, size_t size)
{
    size_t shown = size;
    if (shown > SHOWN_BYTES) {
        shown = SHOWN_BYTES;
        while (shown > 0 && ((unsigned char)text[shown] & 0xc0) == 0x80)
            shown--;
    }
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < shown; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '"' || byte == '\\')
            buffer_printf(out, "\\%c", byte);
        else if (byte == '\n')
            buffer_append_string(out, "\\n");
        else if (byte < 32 || byte == 127)
            buffer_printf(out, "\\%d", byte);
        else
            buffer_append_byte(out, (char)byte);
    }
    buffer_append_byte(out, '"');
    if (shown < size)
        buffer_printf(out, " \xE2\x80\xA6 (+%zu bytes)", size - shown);
}

static void append_source(lua_State *L, int index, Buffer *out, int depth);

static void append_item(lua_State *L, int table, const char *field, Buffer *out,
    int depth)
{
    lua_getfield(L, table, field);
    append_source(L, lua_gettop(L), out, depth + 1);
    lua_pop(L, 1);
}

static void append_table(lua_State *L, int index, Buffer *out, int depth)
{
    if (depth >= SHOWN_DEPTH || !lua_checkstack(L, 6)) {
        buffer_append_string(out, "{...}");
    } else if (value_is_pair(L, index)) {
        buffer_append_byte(out, '(');
        append_item(L, index, "_1", out, depth);
        buffer_append_string(out, ", ");
        append_item(L, index, "_2", out, depth);
        buffer_append_byte(out, ')');
    } else {
        lua_Integer count = (lua_Integer)lua_rawlen(L, index);
        buffer_append_byte(out, '{');
        for (lua_Integer i = 1; i <= count && i <= SHOWN_ITEMS; i++) {
            if (i > 1)
                buffer_append_string(out, ", ");
            lua_rawgeti(L, index, i);
            append_source(L, lua_gettop(L), out, depth + 1);
            lua_pop(L, 1);
        }
        buffer_append_string(out, count > SHOWN_ITEMS ? ", ...}" : "}");
    }
}

static void append_source(lua_State *L, int index, Buffer *out, int depth)
{
    size_t size;
    switch (lua_type(L, index)) {
    case LUA_TSTRING: {
        const char *text = lua_tolstring(L, index, &size);
        append_quoted(out, text, size);
        return;
    }
    case LUA_TTABLE:
        if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL ||
            value_is_pair(L, index)) {
            append_table(L, index, out, depth);
            return;
        }
        lua_pop(L, 1);
        break;
    default:
        break;
    }
    const char *text = luaL_tolstring(L, index, &size);
    buffer_append(out, text, size);
    lua_pop(L, 1);
}

void value_append_source(lua_State *L, int index, Buffer *out)
{
    append_source(L, lua_absindex(L, index), out, 0);
}
