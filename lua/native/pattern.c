// SPDX-License-Identifier: MIT
#include "lua/native/pattern.h"

#include <ctype.h>
#include <string.h>

typedef struct PatternReader {
    const char *at;
    const char *end;
    Pattern *pattern;
} PatternReader;

/* Whether a class has the byte; also says whether there is such a class. */
static bool is_in_class(int class, int byte, bool *has)
{
    static const struct {
        char letter;
        int (*has)(int byte);
    } classes[] = {{'a', isalpha}, {'c', iscntrl}, {'d', isdigit}, {'g', isgraph},
        {'l', islower}, {'p', ispunct}, {'s', isspace}, {'u', isupper}, {'w', isalnum},
        {'x', isxdigit}};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        if (classes[i].letter == tolower(class)) {
            *has = (classes[i].has(byte) != 0) == (islower(class) != 0);
            return true;
        }
    }
    return false;
}

/* What stands behind a percent sign: a class, or a character that stands for itself. */
static bool fits_escaped(int escaped, int byte, bool *fits)
{
    if (is_in_class(escaped, byte, fits))
        return true;
    *fits = byte == escaped;
    return !isalnum(escaped);
}

/* One part of a set, from *at on: a class, a range, a character. */
static bool fits_part(const char **at, const char *end, int byte, bool *fits)
{
    int first = (unsigned char)*(*at)++;
    if (first == '%') {
        if (*at == end)
            return false;
        return fits_escaped((unsigned char)*(*at)++, byte, fits);
    }
    bool is_range = end - *at >= 2 && **at == '-';
    int last = first;
    if (is_range) {
        last = (unsigned char)(*at)[1];
        *at += 2;
    }
    *fits = first <= byte && byte <= last;
    return true;
}

/* Where the set whose first byte is at `from` ends: at its bracket; NULL if nowhere. A
 * bracket that comes first belongs to the set. */
static const char *find_set_end(const char *from, const char *end)
{
    for (const char *at = from; at < end; at++) {
        if (*at == ']' && at > from)
            return at;
        if (*at == '%')
            at++;
    }
    return NULL;
}

static bool fits_set(const char *from, const char *end, int byte, bool *fits)
{
    bool any = false;
    while (from < end) {
        bool part;
        if (!fits_part(&from, end, byte, &part))
            return false;
        any = any || part;
    }
    *fits = any;
    return true;
}

static bool read_set(PatternReader *reader, int place)
{
    bool without = reader->at < reader->end && *reader->at == '^';
    const char *from = reader->at + without;
    const char *end = find_set_end(from, reader->end);
    if (end == NULL)
        return false;
    for (int byte = 0; byte < 256; byte++) {
        bool fits;
        if (!fits_set(from, end, byte, &fits))
            return false;
        if (fits != without)
            reader->pattern->fits[byte] |= (uint8_t)(1U << place);
    }
    reader->at = end + 1;
    return true;
}

static bool read_escaped(PatternReader *reader, int place)
{
    if (reader->at == reader->end)
        return false;
    int escaped = (unsigned char)*reader->at++;
    for (int byte = 0; byte < 256; byte++) {
        bool fits;
        if (!fits_escaped(escaped, byte, &fits))
            return false;
        if (fits)
            reader->pattern->fits[byte] |= (uint8_t)(1U << place);
    }
    return true;
}

static bool read_place(PatternReader *reader, int place)
{
    int first = (unsigned char)*reader->at++;
    if (first == '[')
        return read_set(reader, place);
    if (first == '%')
        return read_escaped(reader, place);
    if (first == '\0' || strchr("^$*+?()-]", first) != NULL)
        return false; /* something else, or an error */
    for (int byte = 0; byte < 256; byte++) {
        if (first == '.' || byte == first)
            reader->pattern->fits[byte] |= (uint8_t)(1U << place);
    }
    return true;
}

bool pattern_read(Pattern *pattern, const char *text, size_t size)
{
    memset(pattern, 0, sizeof *pattern);
    PatternReader reader = {text, text + size, pattern};
    if (size >= 2 && text[0] == '(' && text[size - 1] == ')' && text[size - 2] != '%') {
        reader.at++;
        reader.end--;
        pattern->captures = true;
    }
    while (reader.at < reader.end && pattern->places < PATTERN_PLACES) {
        if (!read_place(&reader, pattern->places))
            return false;
        pattern->places++;
        if (reader.at < reader.end && *reader.at == '+') {
            pattern->repeats = true;
            reader.at++;
            break;
        }
    }
    return pattern->places > 0 && reader.at == reader.end;
}

/* The pattern stands at this place, which is followed by room for it. */
static bool stands_at(const Pattern *pattern, const char *at)
{
    for (int i = 0; i < pattern->places; i++) {
        if (!(pattern->fits[(unsigned char)at[i]] >> i & 1))
            return false;
    }
    return true;
}

/* Nearly all patterns: one class that comes again and again. */
static const char *search_run(const Pattern *pattern, const char *at, const char *end,
    const char **behind)
{
    while (at < end && pattern->fits[(unsigned char)*at] == 0)
        at++;
    if (at == end)
        return NULL;
    const char *to = at + 1;
    while (to < end && pattern->fits[(unsigned char)*to] != 0)
        to++;
    *behind = to;
    return at;
}

const char *pattern_search(const Pattern *pattern, const char *at, const char *end,
    const char **behind)
{
    int last = pattern->places - 1;
    if (last == 0 && pattern->repeats)
        return search_run(pattern, at, end, behind);
    for (; end - at > last; at++) {
        if (!stands_at(pattern, at))
            continue;
        const char *to = at + pattern->places;
        while (pattern->repeats && to < end &&
            pattern->fits[(unsigned char)*to] >> last & 1)
            to++;
        *behind = to;
        return at;
    }
    return NULL;
}
