/* cli/folders.h -- what is in a folder, and when a file was changed.
 * Spark: none. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_FOLDERS_H
#define SLUICE_CLI_FOLDERS_H

#include <lua.h>

/* entries(path) -> list of names in no order, without those that begin with a dot; nil,
 * message */
int host_entries(lua_State *L);

/* file_info(path) -> {folder, regular, link = booleans, size = bytes, modified =
 * nanoseconds}, of what a link leads to; nil if there is nothing of that name */
int host_file_info(lua_State *L);

/* executable() -> the path of this very program; nil if the system does not say */
int host_executable(lua_State *L);

#endif
