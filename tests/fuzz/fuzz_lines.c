/* tests/fuzz/fuzz_lines.c -- any bytes, cut into lines in pieces of any size.
 *
 * The first byte of the input is the size of the pieces. Whatever it is, the lines must
 * be the same as those of a second, simpler reading of the whole text at once. */
// SPDX-License-Identifier: MIT
#include <stdint.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/ingest/lines.h"

typedef struct Rest {
    const char *at;
    const char *limit;
} Rest;

/* Checks a line against the text that is left, and takes it from there. */
static void compare_line(void *subject, const char *line, size_t size)
{
    Rest *rest = subject;
    CHECK(rest->at < rest->limit);
    const char *end = rest->at;
    while (end < rest->limit && *end != '\n' && *end != '\r')
        end++;
    CHECK(size == (size_t)(end - rest->at));
    CHECK(size == 0 || memcmp(line, rest->at, size) == 0);
    if (rest->limit - end >= 2 && end[0] == '\r' && end[1] == '\n')
        end++;
    rest->at = end < rest->limit ? end + 1 : end;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t step = (size_t)data[0] + 1;
    const char *text = (const char *)data + 1;
    const char *limit = text + size - 1;
    Rest rest = {text, limit};
    Lines lines = {0};
    while (text < limit) {
        size_t piece = (size_t)(limit - text) < step ? (size_t)(limit - text) : step;
        lines_take(&lines, text, piece, compare_line, &rest);
        text += piece;
    }
    lines_end(&lines, compare_line, &rest);
    CHECK(rest.at == rest.limit);
    lines_free(&lines);
    return 0;
}
