/* vm/ingest/lines.c -- cutting bytes into lines.
 *
 * A line that stands whole in the bytes given is handed out from there; only one that
 * is spread over several calls is collected in `pending`. */
// SPDX-License-Identifier: MIT
#include "vm/ingest/lines.h"

#include "vm/base/line_end.h"

void lines_free(Lines *lines)
{
    buffer_free(&lines->pending);
    lines->after_return = false;
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

        const char *end = line_end_find(bytes, limit);
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
