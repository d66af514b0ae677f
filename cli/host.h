/* cli/host.h -- what the command line, which is written in Lua, asks of C.
 * Spark: none.
 *
 * The module "cli.host": is_terminal(fd) · columns(fd) · read_file(path) ·
 * write_file(path, text) · graphviz(dot, format) · run(config) · session(config) ·
 * line_editor(config) · keys(enter, leave) · terminal_size(fd) · make_folder(path) ·
 * entries(path) · file_info(path) · embedded(start) · executable() · processors() ·
 * seconds() · together(module, requests, threads, done) · enclosed(requests, most,
 * done), see cli/enclosed.h. What can fail returns nil and a message. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_HOST_H
#define SLUICE_CLI_HOST_H

#include <lua.h>

/* Opens Lua's libraries, the embedded scripts, "cli.host" and "sluice.json" in a bare
 * state. */
void host_prepare(lua_State *L);

/* run(config): runs a program and returns the exit code, with keep_trace the text of
 * the trace, the tables outside, with keep_said what was said and, with hands_back, the
 * warnings that it leaves to the caller. With `apart` it is one of several runs, and no
 * signal is meant for it, unless it is `alone`. cli/run.lua says what is in config.
 */
int host_run(lua_State *L);

#endif
