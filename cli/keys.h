/* cli/keys.h -- keys of a terminal, one by one, for the Lua of the command line.
 *
 * keys(enter, leave): the terminal hands over each key at once and shows none of them,
 * until close or collection. `enter` and `leave` are written whenever that begins and
 * ends, also around Ctrl-Z and at a signal that ends the process: the terminal is never
 * left as a shell does not want it. One at a time.
 *   read(ms): the bytes that came, "" if none did in that time, nil at the end of the
 *   input; and "interrupted" after Ctrl-C or a polite kill, "continued" after Ctrl-Z.
 * terminal_size(fd): columns and rows, or nil. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_KEYS_H
#define SLUICE_CLI_KEYS_H

#include <lua.h>

int host_keys(lua_State *L);
int host_terminal_size(lua_State *L);

#endif
