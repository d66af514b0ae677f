/* vm/base/json.h -- writing JSON text, piece by piece.
 * Spark: none. Reading is in lua/base/json.h, and jansson's work in
 * vm/streaming/metadata.h.
 *
 * Strings are written as valid UTF-8: bytes that are none become U+FFFD. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_JSON_H
#define SLUICE_BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "vm/base/buffer.h"

/* A JSON string, quotes and escapes included. */
void json_append_string(Buffer *out, const char *text, size_t size);
void json_append_int(Buffer *out, int64_t number);

/* Where text that stands in a JSON string as it is ends, `end` at most; a character
 * beyond ASCII ends it, too. */
const char *json_skip_plain(const char *text, const char *end);

/* [1,2,3] */
void json_append_int_list(Buffer *out, const int32_t *numbers, int count);

/* A number in a list that is open; the comma before it, unless it is the first. */
void json_append_item(Buffer *out, int64_t number);

#endif
