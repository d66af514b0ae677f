/* vm/base/utf8.c -- reading bytes as UTF-8 the way Java does. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "vm/base/utf8.h"

/* Bytes in the character that starts with this byte; 1 for a byte that starts none. */
static size_t character_size(unsigned char first)
{
    if (first < 0xC2 || first > 0xF4)
        return 1;

    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The second byte also has to keep the code from being too short or too large. */
static bool second_fits(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xE0:
        return second >= 0xA0;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second < 0x90;
    default:
        return true;
    }
}

size_t utf8_decode(const char *text, size_t size, uint32_t *code)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t wanted = character_size(bytes[0]);
    *code = UTF8_REPLACEMENT;
    if (wanted == 1) {
        if (bytes[0] < 0x80)
            *code = bytes[0];
        return 1;
    }

    uint32_t value = bytes[0] & (0x7Fu >> wanted);
    for (size_t i = 1; i < wanted; i++) {
        if (i == size || (bytes[i] & 0xC0) != 0x80)
            return i;
        if (i == 1 && !second_fits(bytes[0], bytes[1]))
            return 1;
        value = value << 6 | (bytes[i] & 0x3Fu);
    }
    if (value < 0xD800 || value > 0xDFFF)
        *code = value;

    return wanted;
}

bool utf8_is_ascii(const char *text, size_t size)
{
    uint64_t seen = 0; /* all bytes, one over the other */
    uint64_t word;
    for (; size >= sizeof word; text += sizeof word, size -= sizeof word) {
        memcpy(&word, text, sizeof word);
        seen |= word;
    }
    word = 0;
    memcpy(&word, text, size);
    return ((seen | word) & UINT64_C(0x8080808080808080)) == 0;
}

size_t utf8_cut(const char *text, size_t size, size_t most)
{
    if (size <= most)
        return size;
    size_t shown = most;
    while (shown > 0 && ((unsigned char)text[shown] & 0xc0) == 0x80)
        shown--;
    return shown;
}

void utf8_append_valid(Buffer *out, const char *text, size_t size)
{
    if (utf8_is_ascii(text, size)) {
        buffer_append(out, text, size);
        return;
    }
    size_t done = 0; /* text before this is in out */
    size_t at = 0;
    while (at < size) {
        if (!(text[at] & 0x80)) {
            at++;
            continue;
        }
        uint32_t code;
        size_t taken = utf8_decode(text + at, size - at, &code);
        /* A U+FFFD that stands in the text is replaced by itself. */
        if (code == UTF8_REPLACEMENT) {
            buffer_append(out, text + done, at - done);
            buffer_append_string(out, "\xEF\xBF\xBD");
            done = at + taken;
        }
        at += taken;
    }
    buffer_append(out, text + done, size - done);
}
