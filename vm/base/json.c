/* vm/base/json.c -- writing JSON text. */
// SPDX-License-Identifier: MIT
#include <stdbool.h>
#include <string.h>

#include "vm/base/json.h"
#include "vm/base/utf8.h"

static bool needs_escape(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\';
}

static bool is_plain(unsigned char byte)
{
    return byte < 0x80 && !needs_escape(byte);
}

/* Eight times the same byte. */
static uint64_t repeat(unsigned char byte)
{
    return UINT64_C(0x0101010101010101) * byte;
}

/* Whether one of the eight bytes in a word is below n, which is at most 0x80. */
static bool has_less(uint64_t word, unsigned char n)
{
    return ((word - repeat(n)) & ~word & repeat(0x80)) != 0;
}

/* Whether eight bytes stand in a JSON string as they are. */
static bool are_plain(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (word & repeat(0x80)) == 0 && !has_less(word, 0x20) &&
        !has_less(word ^ repeat('"'), 1) && !has_less(word ^ repeat('\\'), 1);
}

const char *json_skip_plain(const char *text, const char *end)
{
    while (end - text >= (ptrdiff_t)sizeof(uint64_t) && are_plain(text))
        text += sizeof(uint64_t);
    while (text < end && is_plain((unsigned char)*text))
        text++;
    return text;
}

static void append_escape(Buffer *out, char byte)
{
    switch (byte) {
    case '"':
    case '\\':
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, byte);
        break;
    case '\n':
        buffer_append_string(out, "\\n");
        break;
    case '\r':
        buffer_append_string(out, "\\r");
        break;
    case '\t':
        buffer_append_string(out, "\\t");
        break;
    default:
        buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)byte);
    }
}

void json_append_string(Buffer *out, const char *text, size_t size)
{
    const char *end = text + size;

    buffer_append_byte(out, '"');
    while (text < end) {
        const char *start = text;
        text = json_skip_plain(text, end);
        buffer_append(out, start, (size_t)(text - start));

        start = text;
        while (text < end && (unsigned char)*text >= 0x80)
            text++;
        utf8_append_valid(out, start, (size_t)(text - start));

        for (; text < end && needs_escape((unsigned char)*text); text++)
            append_escape(out, *text);
    }
    buffer_append_byte(out, '"');
}

void json_append_int(Buffer *out, int64_t number)
{
    buffer_append_int(out, number);
}

void json_append_int_list(Buffer *out, const int32_t *numbers, int count)
{
    buffer_append_byte(out, '[');
    for (int i = 0; i < count; i++)
        json_append_item(out, numbers[i]);
    buffer_append_byte(out, ']');
}

void json_append_item(Buffer *out, int64_t number)
{
    if (out->data[out->size - 1] != '[')
        buffer_append_byte(out, ',');
    json_append_int(out, number);
}
