// SPDX-License-Identifier: MIT
#include "lua/base/native.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <string.h>

#include "lua/base/split.h"

enum { LONGEST_CODE = 256 };

/* Code of a small function; a longer one is none of ours. */
typedef struct Code {
    char bytes[LONGEST_CODE];
    size_t size;
} Code;

static int append_code(lua_State *L, const void *bytes, size_t size, void *subject)
{
    (void)L;
    Code *code = subject;
    if (size > sizeof code->bytes - code->size)
        return 1;
    memcpy(code->bytes + code->size, bytes, size);
    code->size += size;
    return 0;
}

static bool dump(lua_State *L, int index, Code *code)
{
    code->size = 0;
    lua_pushvalue(L, index);
    int status = lua_dump(L, append_code, code, 1);
    lua_pop(L, 1);
    return status == 0;
}

/* Where the part that does not depend on the place of the function begins: behind the
 * header, the (empty) name and two line numbers. Numbers have 7 bits a byte, and the
 * last byte has the top bit set. */
static size_t skip_place(const Code *code)
{
    enum { HEADER = 4 + 1 + 1 + 6 + 3, N_NUMBERS = 3 };
    size_t at = HEADER + sizeof(lua_Integer) + sizeof(lua_Number) + 1;
    for (int i = 0; i < N_NUMBERS; i++) {
        while (at < code->size && (code->bytes[at] & 0x80) == 0)
            at++;
        at++;
    }
    return at < code->size ? at : code->size;
}

static bool is_same(const Code *a, const Code *b)
{
    size_t from_a = skip_place(a);
    size_t from_b = skip_place(b);
    size_t size = a->size - from_a;
    return size > 0 && size == b->size - from_b &&
        memcmp(a->bytes + from_a, b->bytes + from_b, size) == 0;
}

/* Captures nothing, or nothing but the globals. */
static bool is_plain(lua_State *L, int index)
{
    const char *name = lua_getupvalue(L, index, 1);
    if (name == NULL)
        return true;
    lua_pop(L, 1);
    bool plain = strcmp(name, "_ENV") == 0;
    if (lua_getupvalue(L, index, 2) != NULL) {
        lua_pop(L, 1);
        plain = false;
    }
    return plain;
}

static bool is_code_of(lua_State *L, const Code *code, const char *text)
{
    Code known;
    if (luaL_loadbufferx(L, text, strlen(text), "=native", "t") != LUA_OK)
        lua_error(L);
    lua_call(L, 0, 1);
    bool same = dump(L, lua_gettop(L), &known) && is_same(code, &known);
    lua_pop(L, 1);
    return same;
}

NativeOp native_recognise(lua_State *L, int index)
{
    static const char *const texts[] = {NULL,
#define NATIVE(name, text) "return " text,
        NATIVE_FUNCTIONS(NATIVE)
#undef NATIVE
    };
    Code code;
    index = lua_absindex(L, index);
    if (lua_tocfunction(L, index) == split_function)
        return NATIVE_SPLIT;
    if (lua_iscfunction(L, index) || !is_plain(L, index) || !dump(L, index, &code))
        return NATIVE_NONE;
    for (size_t op = 1; op < sizeof texts / sizeof texts[0]; op++) {
        if (is_code_of(L, &code, texts[op]))
            return (NativeOp)op;
    }
    return NATIVE_NONE;
}
