/* cli/line_editor.h -- lines from a terminal, by libedit, for the Lua of the command
 * line. Spark: the line editor of spark-shell.
 *
 * line_editor{complete = f, history = FILE or nil} -> an editor. f(text) gets what
 * stands before the cursor and returns what to insert and what to print, each nil or a
 * text. Methods: read(prompt) -> a line, nil at the end; nil, "cancelled" after Ctrl-C
 * · remember(text): into the history · close(): writes the history, whole or not at
 * all. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_LINE_EDITOR_H
#define SLUICE_CLI_LINE_EDITOR_H

#include <lua.h>

int host_line_editor(lua_State *L);

#endif
