// SPDX-License-Identifier: MIT
#include "lua/base/split.h"

#include <lauxlib.h>
#include <string.h>

#include "lua/base/words.h"

const char *split_find_long(const Splitter *splitter)
{
    const char *from = splitter->at;
    const char *end = splitter->end;
    size_t size = splitter->separator_size;
    while (from + size <= end) {
        const char *found = memchr(from, splitter->separator[0], (size_t)(end - from));
        if (found == NULL || found + size > end)
            return end;
        if (memcmp(found, splitter->separator, size) == 0)
            return found;
        from = found + 1;
    }
    return end;
}

/* Where the text that counts ends, at separators of one byte. */
static const char *trim_end(const Splitter *splitter)
{
    const char *end = splitter->end;
    while (end > splitter->at && end[-1] == splitter->separator[0])
        end--;
    return end;
}

/* The same for longer ones, which are found from the left: "aaa" at "aa" is "", "a". */
static const char *find_end(const Splitter *splitter)
{
    Splitter from_left = *splitter;
    const char *last = splitter->at;
    const char *piece;
    size_t size;
    while (split_next(&from_left, &piece, &size)) {
        if (size > 0)
            last = piece + size;
    }
    return last;
}

void split_begin(Splitter *splitter, const char *text, size_t size,
    const char *separator, size_t separator_size)
{
    *splitter = (Splitter){text, text + size, separator, separator_size};
    const char *end = separator_size == 1 ? trim_end(splitter) : find_end(splitter);
    bool only_separators = size > 0 && end == text;
    splitter->at = only_separators ? NULL : text;
    splitter->end = end;
}

/* So many pieces at most: separators do not overlap, and each begins with this byte. */
static int most_pieces(const Splitter *splitter)
{
    int pieces = 1;
    for (const char *at = splitter->at; at != NULL && at < splitter->end; at++)
        pieces += *at == splitter->separator[0];
    return pieces;
}

static void split_to_list(lua_State *L, Splitter *splitter, size_t text_size)
{
    const char *piece;
    size_t size;
    words_begin(L, text_size);
    int holder = lua_gettop(L);
    lua_createtable(L, most_pieces(splitter), 0);
    for (lua_Integer i = 1; split_next(splitter, &piece, &size); i++) {
        words_push(L, holder, piece, size);
        lua_rawseti(L, -2, i);
    }
}

static void split_to_call(lua_State *L, Splitter *splitter, int function)
{
    const char *piece;
    size_t size;
    while (split_next(splitter, &piece, &size)) {
        lua_pushvalue(L, function);
        lua_pushlstring(L, piece, size);
        lua_call(L, 1, 0);
    }
}

int split_function(lua_State *L)
{
    size_t size;
    size_t separator_size = 1;
    const char *text = luaL_checklstring(L, 1, &size);
    const char *separator = " ";
    int function = lua_isfunction(L, 2) ? 2 : 0;
    if (function == 0 && !lua_isnoneornil(L, 2)) {
        separator = luaL_checklstring(L, 2, &separator_size);
        luaL_argcheck(L, separator_size > 0, 2, "the separator is empty");
        function = lua_isfunction(L, 3) ? 3 : 0;
    }

    Splitter splitter;
    split_begin(&splitter, text, size, separator, separator_size);
    if (function != 0) {
        split_to_call(L, &splitter, function);
        return 0;
    }
    split_to_list(L, &splitter, size);
    return 1;
}
