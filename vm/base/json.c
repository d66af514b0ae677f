/* vm/base/json.c -- writing JSON text. */
// SPDX-License-Identifier: MIT
#include <stdbool.h>

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
        while (text < end && is_plain((unsigned char)*text))
            text++;
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
    for (int i = 0; i < count; i++) {
        if (i > 0)
            buffer_append_byte(out, ',');
        json_append_int(out, numbers[i]);
    }
    buffer_append_byte(out, ']');
}
