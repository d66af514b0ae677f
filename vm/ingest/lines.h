/* vm/ingest/lines.h -- cutting bytes into lines.
 * Spark: java.io.BufferedReader.readLine, as socketTextStream uses it.
 *
 * A line ends with \n, \r or \r\n, which is not part of it; bytes may come in pieces of
 * any size. What stands after the last end of line when the stream ends is a line too,
 * if it is not empty. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_LINES_H
#define SLUICE_INGEST_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "vm/base/buffer.h"

typedef struct Lines {
    Buffer pending;    /* a line that has not ended yet */
    bool after_return; /* the last byte was \r: a \n now belongs to it */
} Lines;

typedef void LineFn(void *subject, const char *line, size_t size);

void lines_free(Lines *lines); /* leaves an empty, valid object; all zero is one, too */

/* Takes further bytes and calls fn for each line that they complete. */
void lines_take(Lines *lines, const char *bytes, size_t size, LineFn *fn,
    void *subject);

/* The stream ended: hands out what is left. */
void lines_end(Lines *lines, LineFn *fn, void *subject);

#endif
