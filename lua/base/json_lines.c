/* The module sluice.json: JSON Lines, one value after the other.
 *
 * lines(text) -> function that returns the next value; nothing at the end; nil and
 *     "line N: what is wrong" for a line that is none, or that cannot be read
 * file(path) -> the same for a file ("-": standard input), of which no more than a
 *     piece is in memory; nil and a message if it cannot be read */
// SPDX-License-Identifier: MIT
#include <errno.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "lua/base/json.h"
#include "vm/base/buffer.h"

#define READER_TYPE "sluice.json.reader"

enum { PIECE = 1 << 16 };

/* `at` to `end` was read and not yet given: of the text in the user value, or of
 * `piece`, where `file` goes on. */
typedef struct Reader {
    FILE *file; /* NULL: there is no more to read */
    Buffer piece;
    const char *at;
    const char *end;
    lua_Integer line; /* number of the last one given */
    int error;        /* errno of what could not be read */
} Reader;

static Reader *push_reader(lua_State *L)
{
    Reader *reader = lua_newuserdatauv(L, sizeof *reader, 1);
    *reader = (Reader){.at = ""};
    reader->end = reader->at;
    luaL_setmetatable(L, READER_TYPE);
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

static int give_problem(lua_State *L, const Reader *reader)
{
    lua_pushnil(L);
    lua_pushfstring(L, "line %I: %s", (LUAI_UACINT)reader->line,
        reader->error != 0 ? strerror(reader->error) : lua_tostring(L, -2));
    return 2;
}

static int give_next(lua_State *L)
{
    Reader *reader = lua_touserdata(L, lua_upvalueindex(1));
    const char *stop;
    bool found = next_line(reader, &stop);
    if (!found && reader->error == 0)
        return 0;
    const char *line = reader->at;
    reader->line++;
    reader->at = stop < reader->end ? stop + 1 : stop;
    if (reader->error != 0 || !json_push(L, line, (size_t)(stop - line)))
        return give_problem(L, reader);
    return 1;
}

static int json_lines(lua_State *L)
{
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);

    Reader *reader = push_reader(L);
    reader->at = text;
    reader->end = text + size;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
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
