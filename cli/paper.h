/* cli/paper.h -- pages as one PDF, by librsvg as a program of its own.
 * Spark: none.
 *
 * The pages are SVG in files of a folder for a while, since the program reads several
 * from files only. The same pages give the same bytes: the PDF tells no time. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_PAPER_H
#define SLUICE_CLI_PAPER_H

#include <lua.h>

/* pdf(list of SVG texts) -> bytes; nil, message without librsvg or when it fails */
int host_pdf(lua_State *L);

#endif
