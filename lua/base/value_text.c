/* Values as source text. */
// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <string.h>

#include "lua/base/display.h"
#include "lua/base/value.h"
#include "vm/base/utf8.h"

enum { SHOWN_BYTES = 60, SHOWN_ITEMS = 8, SHOWN_DEPTH = 3 };

static void append_quoted(Buffer *out, const char *text, size_t size)
{
    size_t shown = utf8_cut(text, size, SHOWN_BYTES);
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

/* An object that says itself what it is; a pair is shown by its parts. */
static bool has_text(lua_State *L, int index)
{
    if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL)
        return false;
    lua_pop(L, 1);
    return !value_is_pair(L, index);
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
        if (has_text(L, index))
            break;
        append_table(L, index, out, depth);
        return;
    default:
        break;
    }
    const char *text = display_tolstring(L, index, &size);
    buffer_append(out, text, size);
    lua_pop(L, 1);
}

void value_append_source(lua_State *L, int index, Buffer *out)
{
    append_source(L, lua_absindex(L, index), out, 0);
}
