// SPDX-License-Identifier: MIT
#include "lua/base/json.h"

#include <errno.h>
#include <lauxlib.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/json.h"
#include "vm/base/utf8.h"

enum { MAX_DEPTH = 64, MAX_NUMBER = 200, KNOWN_KEYS = 32 };

/* What a call reads; `problem` is what was wrong at `at`. */
typedef struct Parser {
    lua_State *L;
    const char *start;
    const char *at;
    const char *end;
    const char *problem;
    int depth;
} Parser;

static bool fail(Parser *parser, const char *problem)
{
    parser->problem = problem;
    return false;
}

static bool is_next(const Parser *parser, char byte)
{
    return parser->at < parser->end && *parser->at == byte;
}

static void skip_spaces(Parser *parser)
{
    while (is_next(parser, ' ') || is_next(parser, '\t') || is_next(parser, '\n') ||
        is_next(parser, '\r'))
        parser->at++;
}

/* Texts. */

/* Passes over a character beyond ASCII. */
static bool skip_character(Parser *parser)
{
    uint32_t code;
    size_t size = utf8_decode(parser->at, (size_t)(parser->end - parser->at), &code);
    bool is_itself = size == 3 && memcmp(parser->at, "\xEF\xBF\xBD", 3) == 0;
    if (code == UTF8_REPLACEMENT && !is_itself)
        return fail(parser, "the text is no UTF-8");
    parser->at += size;
    return true;
}

/* Passes over the inside of a string. */
static bool skip_string(Parser *parser, bool *has_escapes)
{
    *has_escapes = false;
    for (;;) {
        parser->at = json_skip_plain(parser->at, parser->end);
        if (parser->at == parser->end)
            return fail(parser, "a text has no end");
        unsigned char byte = (unsigned char)*parser->at;
        if (byte == '"')
            return true;
        if (byte < 0x20)
            return fail(parser, "a text holds a control character");
        if (byte == '\\') {
            *has_escapes = true;
            parser->at++;
            if (parser->at < parser->end)
                parser->at++;
        } else if (!skip_character(parser)) {
            return false;
        }
    }
}

/* Four hexadecimal digits, or -1. */
static int32_t read_hex(const char *text, const char *end)
{
    int32_t code = 0;
    if (end - text < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        char digit =
            text[i] >= 'A' && text[i] <= 'F' ? (char)(text[i] | 0x20) : text[i];
        const char *found = digit != '\0' ? strchr(digits, digit) : NULL;
        if (found == NULL)
            return -1;
        code = code * 16 + (int32_t)(found - digits);
    }
    return code;
}

static char *write_utf8(char *to, uint32_t code)
{
    if (code < 0x80) {
        *to++ = (char)code;
        return to;
    }
    int further = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char heads[] = {0, 0xC0, 0xE0, 0xF0};
    *to++ = (char)(heads[further] | code >> (6 * further));
    while (further-- > 0)
        *to++ = (char)(0x80 | (code >> (6 * further) & 0x3F));
    return to;
}

/* What stands behind \u, of one or two halves; NULL if that is no character. */
static const char *read_code(const char *from, const char *end, char **to)
{
    int32_t code = read_hex(from, end);
    from += 4;
    if (code >= 0xD800 && code < 0xDC00 && end - from >= 2 && from[0] == '\\' &&
        from[1] == 'u') {
        int32_t low = read_hex(from + 2, end);
        if (low < 0xDC00 || low > 0xDFFF)
            return NULL;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        from += 6;
    }
    if (code < 0 || (code >= 0xD800 && code <= 0xDFFF))
        return NULL;
    *to = write_utf8(*to, (uint32_t)code);
    return from;
}

/* Writes what [from, end) says; returns where it ends, or NULL if an escape is none.
 * An escape is never shorter than what it stands for. */
static char *unescape(const char *from, const char *end, char *to)
{
    static const char escapes[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    while (from < end) {
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        const char *found = from[1] != '\0' ? strchr(escapes, from[1]) : NULL;
        if (found != NULL) {
            *to++ = meant[found - escapes];
            from += 2;
        } else if (from[1] != 'u' || (from = read_code(from + 2, end, &to)) == NULL) {
            return NULL;
        }
    }
    return to;
}

/* Pushes the string that begins here; returns its bytes, or NULL. */
static const char *push_string(Parser *parser, size_t *size)
{
    lua_State *L = parser->L;
    bool has_escapes;
    const char *from = ++parser->at;
    if (!skip_string(parser, &has_escapes))
        return NULL;
    *size = (size_t)(parser->at - from);
    parser->at++;
    if (!has_escapes)
        return lua_pushlstring(L, from, *size);

    char *text = lua_newuserdatauv(L, *size, 0);
    const char *end = unescape(from, parser->at - 1, text);
    if (end == NULL) {
        fail(parser, "an escape in a text is none");
        return NULL;
    }
    *size = (size_t)(end - text);
    const char *pushed = lua_pushlstring(L, text, *size);
    lua_remove(L, -2);
    return pushed;
}

/* Numbers. */

static int skip_digits(Parser *parser)
{
    const char *from = parser->at;
    while (parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9')
        parser->at++;
    return parser->at - from > MAX_NUMBER ? MAX_NUMBER : (int)(parser->at - from);
}

/* Passes over a fraction and an exponent, if there are any. */
static bool skip_fraction(Parser *parser)
{
    if (is_next(parser, '.')) {
        parser->at++;
        if (skip_digits(parser) == 0)
            return fail(parser, "a digit has to follow the point");
    }
    if (is_next(parser, 'e') || is_next(parser, 'E')) {
        parser->at++;
        if (is_next(parser, '+') || is_next(parser, '-'))
            parser->at++;
        if (skip_digits(parser) == 0)
            return fail(parser, "a digit has to follow the e");
    }
    return true;
}

/* A number that is long or no whole one, in Lua's reading. */
static bool push_long_number(Parser *parser, const char *from, bool is_whole)
{
    char text[MAX_NUMBER + 1];
    size_t size = (size_t)(parser->at - from);
    if (size > MAX_NUMBER)
        return fail(parser, "a number is too long");
    memcpy(text, from, size);
    text[size] = '\0';
    errno = 0;
    if (is_whole) {
        lua_pushinteger(parser->L, strtoll(text, NULL, 10));
        return errno == 0 || fail(parser, "a number is too large");
    }
    lua_stringtonumber(parser->L, text);
    return isfinite(lua_tonumber(parser->L, -1)) ||
        fail(parser, "a number is too large");
}

static bool push_number(Parser *parser)
{
    enum { SAFE_DIGITS = 18 }; /* that fit into 64 bits, whatever they are */
    const char *from = parser->at;
    bool negative = is_next(parser, '-');
    parser->at += negative;
    const char *first = parser->at;
    int digits = skip_digits(parser);
    if (digits == 0)
        return fail(parser, "no value where one has to be");
    if (*first == '0' && digits > 1)
        return fail(parser, "a number begins with 0");
    const char *behind = parser->at;
    if (!skip_fraction(parser))
        return false;
    bool is_whole = parser->at == behind;
    if (!is_whole || digits > SAFE_DIGITS)
        return push_long_number(parser, from, is_whole);
    lua_Integer number = 0;
    while (first < behind)
        number = number * 10 + (*first++ - '0');
    lua_pushinteger(parser->L, negative ? -number : number);
    return true;
}

/* Values. */

static bool push_value(Parser *parser);

static bool push_word(Parser *parser, const char *word, size_t size)
{
    if ((size_t)(parser->end - parser->at) < size ||
        memcmp(parser->at, word, size) != 0)
        return fail(parser, "no value where one has to be");
    parser->at += size;
    return true;
}

/* Behind an item: true if another one follows; `close` ends the list. */
static bool goes_on(Parser *parser, char close)
{
    skip_spaces(parser);
    if (is_next(parser, ',')) {
        parser->at++;
        skip_spaces(parser);
        return true;
    }
    if (!is_next(parser, close))
        return fail(parser,
            close == '}' ? "no , or } behind a field" : "no , or ] behind an item");
    parser->at++;
    return false;
}

/* A list that begins here: true if it has an item. */
static bool begin_list(Parser *parser, char close)
{
    parser->at++;
    skip_spaces(parser);
    if (++parser->depth > MAX_DEPTH)
        return fail(parser, "nested more than 64 deep");
    luaL_checkstack(parser->L, 6, "a value has too many parts");
    if (!is_next(parser, close))
        return true;
    parser->at++;
    return false;
}

/* Items are moved into the table in portions: its size is known then, mostly. */
static bool push_array(Parser *parser)
{
    enum { PORTION = 64 };
    lua_State *L = parser->L;
    int table = lua_gettop(L) + 1;
    lua_Integer done = 0;
    lua_pushnil(L); /* where the table is going to be */
    bool more = begin_list(parser, ']');
    luaL_checkstack(L, PORTION + 6, "a value has too many parts");
    while (parser->problem == NULL) {
        int waiting = lua_gettop(L) - table;
        if (!more || waiting == PORTION) {
            if (done == 0) {
                lua_createtable(L, waiting, 0);
                lua_replace(L, table);
            }
            for (int i = waiting; i > 0; i--)
                lua_rawseti(L, table, done + i);
            done += waiting;
        }
        if (!more)
            break;
        if (push_value(parser))
            more = goes_on(parser, ']');
    }
    parser->depth--;
    return parser->problem == NULL;
}

/* The keys of an object that is being read. */
typedef struct Keys {
    const char *texts[KNOWN_KEYS];
    size_t sizes[KNOWN_KEYS];
    int count; /* of all; further ones are looked for on the stack */
    int base;  /* stack index of the first */
} Keys;

static bool is_new(const Keys *keys, lua_State *L, const char *text, size_t size)
{
    for (int i = 0; i < keys->count; i++) {
        size_t other_size = 0;
        const char *other;
        if (i < KNOWN_KEYS) {
            other = keys->texts[i];
            other_size = keys->sizes[i];
        } else {
            other = lua_tolstring(L, keys->base + 2 * i, &other_size);
        }
        if (other_size == size && memcmp(other, text, size) == 0)
            return false;
    }
    return true;
}

static bool push_field(Parser *parser, Keys *keys)
{
    size_t size;
    luaL_checkstack(parser->L, 6, "a value has too many parts");
    if (!is_next(parser, '"'))
        return fail(parser, "no name where a field has to be");
    const char *text = push_string(parser, &size);
    if (text == NULL)
        return false;
    if (!is_new(keys, parser->L, text, size))
        return fail(parser, "a field is there twice");
    if (keys->count < KNOWN_KEYS) {
        keys->texts[keys->count] = text;
        keys->sizes[keys->count] = size;
    }
    keys->count++;
    skip_spaces(parser);
    if (!is_next(parser, ':'))
        return fail(parser, "no : behind the name of a field");
    parser->at++;
    skip_spaces(parser);
    return push_value(parser);
}

/* All fields are on the stack before the table is made: so its size is known. */
static bool push_object(Parser *parser)
{
    lua_State *L = parser->L;
    int table = lua_gettop(L) + 1;
    lua_pushnil(L); /* where the table is going to be */
    Keys keys = {.count = 0, .base = table + 1};
    bool more = begin_list(parser, '}');
    while (more && push_field(parser, &keys))
        more = goes_on(parser, '}');
    if (parser->problem != NULL)
        return false;
    lua_createtable(L, 0, keys.count);
    lua_replace(L, table);
    while (lua_gettop(L) > table)
        lua_rawset(L, table);
    parser->depth--;
    return true;
}

static bool push_value(Parser *parser)
{
    size_t size;
    switch (parser->at < parser->end ? *parser->at : '\0') {
    case '{':
        return push_object(parser);
    case '[':
        return push_array(parser);
    case '"':
        return push_string(parser, &size) != NULL;
    case 't':
        lua_pushboolean(parser->L, true);
        return push_word(parser, "true", 4);
    case 'f':
        lua_pushboolean(parser->L, false);
        return push_word(parser, "false", 5);
    case 'n':
        lua_pushnil(parser->L);
        return push_word(parser, "null", 4);
    default:
        return push_number(parser);
    }
}

bool json_push(lua_State *L, const char *text, size_t size)
{
    int top = lua_gettop(L);
    Parser parser = {.L = L, .start = text, .at = text, .end = text + size};
    luaL_checkstack(L, 6, "a value has too many parts");
    skip_spaces(&parser);
    if (push_value(&parser)) {
        skip_spaces(&parser);
        if (parser.at == parser.end)
            return true;
        fail(&parser, "something follows the value");
    }
    lua_settop(L, top);
    lua_pushfstring(L, "%s, at byte %d", parser.problem,
        (int)(parser.at - parser.start) + 1);
    return false;
}
