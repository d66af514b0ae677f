/* cli/graphviz.h -- a picture from DOT text, by Graphviz as a program of its own.
 * Spark: none.
 *
 * No shell is involved and no temporary file: DOT goes in and the picture comes out
 * through pipes. Views place every node themselves, so neato only draws (-n2). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_GRAPHVIZ_H
#define SLUICE_CLI_GRAPHVIZ_H

#include <stdbool.h>
#include <stddef.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

/* Appends the picture of `dot` in a format ("svg", "png", "pdf") to *picture. Without
 * Graphviz, and when it fails, err (ERR_IO) says so for the user. */
bool graphviz_render(const char *dot, size_t size, const char *format, Buffer *picture,
    Err *err);

#endif
