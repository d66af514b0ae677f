/* vm/base/utf8.h -- reading bytes as UTF-8 the way Java does.
 * Spark: new String(bytes, UTF_8), InputStreamReader.
 *
 * A run of bytes that is no UTF-8 becomes one U+FFFD: the longest beginning of a
 * character, or one byte, or the three bytes of a surrogate. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_UTF8_H
#define SLUICE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

/* Reads one character of `size` >= 1 bytes; returns how many bytes it took. *code is
 * UTF8_REPLACEMENT for bytes that are none. */
size_t utf8_decode(const char *text, size_t size, uint32_t *code);

/* Whether all bytes are below 0x80: then the text is valid, and a byte a character. */
bool utf8_is_ascii(const char *text, size_t size);

/* How many of `size` bytes to show if `most` are allowed: whole characters only. */
size_t utf8_cut(const char *text, size_t size, size_t most);

/* Appends text with everything that is no UTF-8 replaced. */
void utf8_append_valid(Buffer *out, const char *text, size_t size);

#endif
