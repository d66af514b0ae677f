/* cli/host.h -- what the command line, which is written in Lua, asks of C.
 * Spark: none.
 *
 * The module "cli.host": is_terminal(fd) · columns(fd) · read_file(path) ·
 * write_file(path, text) · graphviz(dot, format) · run(config) · session(config) ·
 * line_editor(config) · make_folder(path). What
 * can fail returns nil and a message. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_HOST_H
#define SLUICE_CLI_HOST_H

#include <lua.h>

/* Pushes the module's table; for luaL_requiref. */
int host_open(lua_State *L);

/* run(config): runs a program and returns the exit code and, with keep_trace, the text
 * of the trace. cli/run.lua says what is in config. */
int host_run(lua_State *L);

#endif
