// SPDX-License-Identifier: MIT
#include "lua/base/plain.h"

#include <stdint.h>
#include <string.h>

/* What stands in front of a value. */
enum {
    PLAIN_NIL = 'n',
    PLAIN_TRUE = 't',
    PLAIN_FALSE = 'f',
    PLAIN_INTEGER = 'i',
    PLAIN_FLOAT = 'd',
    PLAIN_STRING = 's',
    PLAIN_TABLE = '{', /* key, value, key, value ... */
    PLAIN_END = '}'
};

/* Writing. */

typedef struct Writer {
    lua_State *L;
    Buffer *out;
    size_t most;
} Writer;

static bool write_value(const Writer *writer, int index, int depth);

static void write_number(lua_State *L, int index, Buffer *out)
{
    if (lua_isinteger(L, index)) {
        lua_Integer value = lua_tointeger(L, index);
        buffer_append_byte(out, PLAIN_INTEGER);
        buffer_append(out, &value, sizeof value);
    } else {
        lua_Number value = lua_tonumber(L, index);
        buffer_append_byte(out, PLAIN_FLOAT);
        buffer_append(out, &value, sizeof value);
    }
}

static bool write_string(const Writer *writer, int index)
{
    size_t size;
    const char *text = lua_tolstring(writer->L, index, &size);
    uint32_t short_size = (uint32_t)size;
    if (size > writer->most || size > UINT32_MAX)
        return false;
    buffer_append_byte(writer->out, PLAIN_STRING);
    buffer_append(writer->out, &short_size, sizeof short_size);
    buffer_append(writer->out, text, size);
    return true;
}

static bool write_table(const Writer *writer, int index, int depth)
{
    lua_State *L = writer->L;
    if (depth == PLAIN_DEPTH || !lua_checkstack(L, 4))
        return false;
    if (lua_getmetatable(L, index)) {
        lua_pop(L, 1);
        return false;
    }
    buffer_append_byte(writer->out, PLAIN_TABLE);
    bool ok = true;
    lua_pushnil(L);
    while (ok && lua_next(L, index) != 0) {
        int key = lua_gettop(L) - 1;
        ok = write_value(writer, key, depth + 1) &&
            write_value(writer, key + 1, depth + 1);
        lua_settop(L, key);
    }
    buffer_append_byte(writer->out, PLAIN_END);
    return ok;
}

static bool write_value(const Writer *writer, int index, int depth)
{
    lua_State *L = writer->L;
    if (writer->out->size > writer->most)
        return false;
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        buffer_append_byte(writer->out, PLAIN_NIL);
        return true;
    case LUA_TBOOLEAN:
        buffer_append_byte(writer->out,
            lua_toboolean(L, index) ? PLAIN_TRUE : PLAIN_FALSE);
        return true;
    case LUA_TNUMBER:
        write_number(L, index, writer->out);
        return true;
    case LUA_TSTRING:
        return write_string(writer, index);
    case LUA_TTABLE:
        return write_table(writer, index, depth);
    default:
        return false;
    }
}

bool plain_write(lua_State *L, int index, size_t most, Buffer *out)
{
    int top = lua_gettop(L);
    Writer writer = {L, out, most};
    bool ok = write_value(&writer, lua_absindex(L, index), 0) && out->size <= most;
    lua_settop(L, top);
    return ok;
}

/* Reading. */

typedef struct Reader {
    lua_State *L;
    const char *at;
    const char *end;
} Reader;

static bool take(Reader *reader, void *into, size_t size)
{
    if ((size_t)(reader->end - reader->at) < size)
        return false;
    memcpy(into, reader->at, size);
    reader->at += size;
    return true;
}

static bool read_value(Reader *reader, int depth);

static bool read_number(Reader *reader, char tag)
{
    if (tag == PLAIN_INTEGER) {
        lua_Integer value;
        if (!take(reader, &value, sizeof value))
            return false;
        lua_pushinteger(reader->L, value);
    } else {
        lua_Number value;
        if (!take(reader, &value, sizeof value))
            return false;
        lua_pushnumber(reader->L, value);
    }
    return true;
}

static bool read_string(Reader *reader)
{
    uint32_t size;
    if (!take(reader, &size, sizeof size) || (size_t)(reader->end - reader->at) < size)
        return false;
    lua_pushlstring(reader->L, reader->at, size);
    reader->at += size;
    return true;
}

/* Of what can be no key in Lua: nil and NaN. */
static bool is_key(lua_State *L, int index)
{
    return !lua_isnil(L, index) && lua_rawequal(L, index, index);
}

static bool read_table(Reader *reader, int depth)
{
    lua_State *L = reader->L;
    if (depth == PLAIN_DEPTH || !lua_checkstack(L, 4))
        return false;
    lua_newtable(L);
    while (reader->at < reader->end && *reader->at != PLAIN_END) {
        if (!read_value(reader, depth + 1) || !is_key(L, -1) ||
            !read_value(reader, depth + 1))
            return false;
        lua_rawset(L, -3);
    }
    if (reader->at == reader->end)
        return false;
    reader->at++;
    return true;
}

static bool read_value(Reader *reader, int depth)
{
    char tag;
    if (!take(reader, &tag, 1))
        return false;
    switch (tag) {
    case PLAIN_NIL:
        lua_pushnil(reader->L);
        return true;
    case PLAIN_TRUE:
    case PLAIN_FALSE:
        lua_pushboolean(reader->L, tag == PLAIN_TRUE);
        return true;
    case PLAIN_INTEGER:
    case PLAIN_FLOAT:
        return read_number(reader, tag);
    case PLAIN_STRING:
        return read_string(reader);
    case PLAIN_TABLE:
        return read_table(reader, depth);
    default:
        return false;
    }
}

bool plain_read(lua_State *L, const char *bytes, size_t size)
{
    int top = lua_gettop(L);
    Reader reader = {L, bytes, bytes + size};
    if (!lua_checkstack(L, 4))
        return false;
    bool ok = read_value(&reader, 0) && reader.at == reader.end;
    if (!ok)
        lua_settop(L, top);
    return ok;
}
