/* The module sluice.json: JSON Lines, one value after the other.
 *
 * lines(text, kinds) -> function that returns the next value and the number of its
 *     line; at the end nil, nil and the number of lines; nil and "line N: what is
 *     wrong" for a line that is none, or that cannot be read
 * file(path, kinds) -> the same for a file ("-": standard input), of which no more than
 *     a piece is in memory; nil and a message if it cannot be read
 *
 * With `kinds`, objects with a field `kind` that is no key of this table are passed
 * over, at little cost if they begin as lines of a trace do. The table is looked into
 * anew at each line, so it may change between two of them. */
// SPDX-License-Identifier: MIT
#include <errno.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "lua/base/json.h"
#include "vm/base/buffer.h"

#define READER_TYPE "sluice.json.reader"

enum { PIECE = 1 << 16, TEXT_VALUE = 1, KINDS_VALUE = 2 };

/* `at` to `end` was read and not yet given: of the text in a user value, or of
 * `piece`, where `file` goes on. The other user value is `kinds`. */
typedef struct Reader {
    FILE *file; /* NULL: there is no more to read */
    Buffer piece;
    const char *at;
    const char *end;
    lua_Integer line; /* number of the last one looked at */
    int error;        /* errno of what could not be read */
} Reader;

/* With the second argument of the caller. */
static Reader *push_reader(lua_State *L)
{
    lua_settop(L, 2);
    if (!lua_isnil(L, 2))
        luaL_checktype(L, 2, LUA_TTABLE);

    Reader *reader = lua_newuserdatauv(L, sizeof *reader, 2);
    *reader = (Reader){.at = ""};
    reader->end = reader->at;
    luaL_setmetatable(L, READER_TYPE);
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, -2, KINDS_VALUE);
    return reader;
}

static void close_file(Reader *reader)
{
    if (reader->file != NULL && reader->file != stdin)
        fclose(reader->file);
    reader->file = NULL;
}

static int reader_collect(lua_State *L)
{
    Reader *reader = luaL_checkudata(L, 1, READER_TYPE);
    close_file(reader);
    buffer_free(&reader->piece);
    return 0;
}

/* Reads a further piece of the file behind what is left of the last one. */
static void read_piece(Reader *reader)
{
    Buffer *piece = &reader->piece;
    size_t left = (size_t)(reader->end - reader->at);
    if (left > 0 && reader->at != piece->data)
        memmove(piece->data, reader->at, left);
    piece->size = left;
    size_t got = fread(buffer_reserve(piece, PIECE), 1, PIECE, reader->file);
    piece->size += got;
    reader->at = piece->data;
    reader->end = piece->data + piece->size;
    if (got > 0)
        return;
    reader->error = ferror(reader->file) ? errno : 0;
    close_file(reader);
}

/* The next line, which ends before *stop; false at the end. */
static bool next_line(Reader *reader, const char **stop)
{
    size_t looked = 0; /* at bytes that are no end of a line */
    for (;;) {
        size_t there = (size_t)(reader->end - reader->at);
        *stop = memchr(reader->at + looked, '\n', there - looked);
        if (*stop != NULL)
            return true;
        if (reader->file == NULL)
            break;
        looked = there;
        read_piece(reader);
    }
    *stop = reader->end;
    return reader->at < reader->end;
}

/* Behind what a line of a trace begins with, {"at":1000,"kind":" -- or NULL. */
static const char *skip_head(const char *at, const char *end)
{
    static const char head[] = "{\"at\":", kind[] = ",\"kind\":\"";
    if ((size_t)(end - at) < sizeof head || memcmp(at, head, sizeof head - 1) != 0)
        return NULL;
    at += sizeof head - 1;
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    if ((size_t)(end - at) < sizeof kind || memcmp(at, kind, sizeof kind - 1) != 0)
        return NULL;
    return at + sizeof kind - 1;
}

/* Whether the value on top is a key of the table of kinds; pops it. */
static bool pop_is_wanted(lua_State *L, int kinds)
{
    bool wanted = lua_isnil(L, -1) || lua_rawget(L, kinds) != LUA_TNIL;
    lua_pop(L, 1);
    return wanted;
}

/* Whether a line is sound, and of a kind that is not wanted. */
static bool can_pass_over(lua_State *L, int kinds, const char *line, size_t size)
{
    const char *end = line + size;
    const char *kind = skip_head(line, end);
    const char *close = kind != NULL ? memchr(kind, '"', (size_t)(end - kind)) : NULL;
    if (close == NULL)
        return false;
    lua_pushlstring(L, kind, (size_t)(close - kind));
    return !pop_is_wanted(L, kinds) && json_is_plain(line, size);
}

static bool is_other_kind(lua_State *L, int kinds)
{
    if (!lua_istable(L, -1))
        return false;
    lua_getfield(L, -1, "kind");
    return !pop_is_wanted(L, kinds);
}

typedef enum Next { NEXT_VALUE, NEXT_PROBLEM, NEXT_END } Next;

/* Pushes the value of the next line that is wanted, or what is wrong with the line. */
static Next push_next(lua_State *L, Reader *reader, int kinds)
{
    const char *stop;
    bool has_kinds = lua_istable(L, kinds);
    while (next_line(reader, &stop) && reader->error == 0) {
        const char *line = reader->at;
        size_t size = (size_t)(stop - line);
        reader->line++;
        reader->at = stop < reader->end ? stop + 1 : stop;
        if (has_kinds && can_pass_over(L, kinds, line, size))
            continue;
        if (!json_push(L, line, size))
            return NEXT_PROBLEM;
        if (!has_kinds || !is_other_kind(L, kinds))
            return NEXT_VALUE;
        lua_pop(L, 1);
    }
    if (reader->error == 0)
        return NEXT_END;
    reader->line++;
    lua_pushstring(L, strerror(reader->error));
    return NEXT_PROBLEM;
}

static int give_next(lua_State *L)
{
    Reader *reader = lua_touserdata(L, lua_upvalueindex(1));
    lua_settop(L, 0);
    lua_getiuservalue(L, lua_upvalueindex(1), KINDS_VALUE);

    switch (push_next(L, reader, 1)) {
    case NEXT_VALUE:
        lua_pushinteger(L, reader->line);
        return 2;
    case NEXT_PROBLEM:
        lua_pushnil(L);
        lua_pushfstring(L, "line %I: %s", (LUAI_UACINT)reader->line,
            lua_tostring(L, -2));
        return 2;
    default:
        lua_pushnil(L);
        lua_pushnil(L);
        lua_pushinteger(L, reader->line);
        return 3;
    }
}

static int json_lines(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);

    Reader *reader = push_reader(L);
    reader->at = text;
    reader->end = text + size;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, TEXT_VALUE);
    lua_pushcclosure(L, give_next, 1);
    return 1;
}

static int json_file(lua_State *L)
{
    const char *path = luaL_checkstring(L, 1);

    Reader *reader = push_reader(L);
    reader->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (reader->file == NULL)
        reader->error = errno;
    else
        read_piece(reader); /* it may be a folder */
    if (reader->error != 0) {
        lua_pushnil(L);
        lua_pushfstring(L, "cannot read %s: %s", path, strerror(reader->error));
        return 2;
    }
    lua_pushcclosure(L, give_next, 1);
    return 1;
}

int json_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"lines", json_lines}, {"file", json_file},
        {NULL, NULL}};
    luaL_newmetatable(L, READER_TYPE);
    lua_pushcfunction(L, reader_collect);
    lua_setfield(L, -2, "__gc");
    luaL_newlib(L, functions);
    return 1;
}
