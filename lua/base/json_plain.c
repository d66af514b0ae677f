/* lua/base/json_plain.c -- passing over JSON of which nothing is wanted. */
// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <string.h>

#include "lua/base/json.h"
#include "vm/base/json.h"
#include "vm/base/utf8.h"

enum { MAX_DEPTH = 16, MAX_FIELDS = 24, SAFE_DIGITS = 18 };

/* Each function passes over what begins at `at`, and returns where it ends; NULL: it is
 * no JSON, or none of the plain kind. */
static const char *pass_value(const char *at, const char *end, int depth);

static const char *pass_string(const char *at, const char *end)
{
    if (at == end || *at != '"')
        return NULL;
    for (at++;;) {
        at = json_skip_plain(at, end);
        if (at == end)
            return NULL;
        if (*at == '"')
            return at + 1;
        if (*at == '\\') {
            if (end - at < 2 || memchr("\"\\/bfnrt", at[1], 8) == NULL)
                return NULL;
            at += 2;
        } else {
            uint32_t code;
            if ((unsigned char)*at < 0x80)
                return NULL; /* a control character */
            at += utf8_decode(at, (size_t)(end - at), &code);
            if (code == UTF8_REPLACEMENT)
                return NULL;
        }
    }
}

static const char *pass_integer(const char *at, const char *end)
{
    at += at < end && *at == '-';
    const char *first = at;
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    if (at == first || at - first > SAFE_DIGITS || (*first == '0' && at - first > 1))
        return NULL;
    return at;
}

static const char *pass_word(const char *at, const char *end)
{
    static const char *const words[] = {"null", "true", "false"};
    for (int i = 0; i < 3; i++) {
        size_t size = strlen(words[i]);
        if ((size_t)(end - at) >= size && memcmp(at, words[i], size) == 0)
            return at + size;
    }
    return NULL;
}

static const char *pass_array(const char *at, const char *end, int depth)
{
    if (++at < end && *at == ']')
        return at + 1;
    for (;;) {
        at = pass_value(at, end, depth + 1);
        if (at == NULL || at == end)
            return NULL;
        if (*at == ']')
            return at + 1;
        if (*at++ != ',')
            return NULL;
    }
}

/* Passes over a name of small letters with its quotes. */
static const char *pass_name(const char *at, const char *end)
{
    if (at == end || *at++ != '"')
        return NULL;
    while (at < end && ((*at >= 'a' && *at <= 'z') || *at == '_'))
        at++;
    return at < end && *at == '"' ? at + 1 : NULL;
}

/* The names of the fields of an object. */
typedef struct Names {
    const char *texts[MAX_FIELDS];
    size_t sizes[MAX_FIELDS];
    int count;
    uint64_t marks; /* a bit for each name; several may share one */
} Names;

static bool has_name(const Names *names, const char *text, size_t size)
{
    for (int i = 0; i < names->count; i++) {
        if (names->sizes[i] == size && memcmp(names->texts[i], text, size) == 0)
            return true;
    }
    return false;
}

/* Adds a new name with its quotes; false if it is none, or one too many. */
static bool add_name(Names *names, const char *text, size_t size)
{
    unsigned first = (unsigned char)text[1], last = (unsigned char)text[size - 2];
    uint64_t mark = UINT64_C(1) << ((first * 5 + last * 3 + size) & 63);
    if (names->count == MAX_FIELDS ||
        ((names->marks & mark) != 0 && has_name(names, text, size)))
        return false;
    names->marks |= mark;
    names->texts[names->count] = text;
    names->sizes[names->count++] = size;
    return true;
}

static const char *pass_object(const char *at, const char *end, int depth)
{
    Names names;
    names.count = 0; /* the rest is set with each name: this is a hot path */
    names.marks = 0;
    if (++at < end && *at == '}')
        return at + 1;
    for (;;) {
        const char *name = at;
        at = pass_name(at, end);
        if (at == NULL || at == end || *at != ':' ||
            !add_name(&names, name, (size_t)(at - name)))
            return NULL;
        at = pass_value(at + 1, end, depth + 1);
        if (at == NULL || at == end)
            return NULL;
        if (*at == '}')
            return at + 1;
        if (*at++ != ',')
            return NULL;
    }
}

static const char *pass_value(const char *at, const char *end, int depth)
{
    if (at == end || depth > MAX_DEPTH)
        return NULL;
    switch (*at) {
    case '{':
        return pass_object(at, end, depth);
    case '[':
        return pass_array(at, end, depth);
    case '"':
        return pass_string(at, end);
    case 'n':
    case 't':
    case 'f':
        return pass_word(at, end);
    default:
        return pass_integer(at, end);
    }
}

bool json_is_plain(const char *text, size_t size)
{
    return pass_value(text, text + size, 0) == text + size;
}
