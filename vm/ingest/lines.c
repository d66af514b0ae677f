/* vm/ingest/lines.c -- cutting bytes into lines.
 *
 * A line that stands whole in the bytes given is handed out from there; only one that
 * is spread over several calls is collected in `pending`. */
// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <string.h>

#include "vm/ingest/lines.h"

#define ONES UINT64_C(0x0101010101010101) /* 1 in each byte */

void lines_free(Lines *lines)
{
    buffer_free(&lines->pending);
    lines->after_return = false;
}

/* Whether one of eight bytes is zero. */
static bool has_zero(uint64_t bytes)
{
    return ((bytes - ONES) & ~bytes & (ONES << 7)) != 0;
}

/* Eight bytes at a time up to those with the end in them. */
static const char *find_end(const char *at, const char *limit)
{
    uint64_t word;
    for (; limit - at >= (ptrdiff_t)sizeof word; at += sizeof word) {
        memcpy(&word, at, sizeof word);
        if (has_zero(word ^ ONES * '\n') || has_zero(word ^ ONES * '\r'))
            break;
    }
    while (at < limit && *at != '\n' && *at != '\r')
        at++;
    return at;
}

static void hand_out(Lines *lines, const char *rest, size_t size, LineFn *fn,
    void *subject)
{
    if (lines->pending.size == 0) {
        fn(subject, rest, size);
        return;
    }
    buffer_append(&lines->pending, rest, size);
    fn(subject, lines->pending.data, lines->pending.size);
    buffer_clear(&lines->pending);
}

void lines_take(Lines *lines, const char *bytes, size_t size, LineFn *fn, void *subject)
{
    const char *limit = bytes + size;
    while (bytes < limit) {
        bool completes_return = lines->after_return && *bytes == '\n';
        lines->after_return = false;
        if (completes_return) {
            bytes++;
            continue;
        }

        const char *end = find_end(bytes, limit);
        if (end == limit) {
            buffer_append(&lines->pending, bytes, (size_t)(limit - bytes));
            return;
        }
        lines->after_return = *end == '\r';
        hand_out(lines, bytes, (size_t)(end - bytes), fn, subject);
        bytes = end + 1;
    }
}

void lines_end(Lines *lines, LineFn *fn, void *subject)
{
    lines->after_return = false;
    if (lines->pending.size > 0)
        hand_out(lines, "", 0, fn, subject);
}
