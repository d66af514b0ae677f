/* cli/confine.h -- what the system itself refuses to a process.
 * Spark: none.
 *
 * The sandbox of Lua (lua/base/sandbox.h) leaves a program no way to files, programs
 * and sockets; this holds if there is a hole in it, or in Lua. Each part is there where
 * the system has it: on Linux with seccomp and Landlock. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_CLI_CONFINE_H
#define SLUICE_CLI_CONFINE_H

/* From now on the process, which has one thread, starts no programs and processes,
 * opens no sockets, and makes no links. */
void confine_calls(void);

/* It sees no files but those in the folder, which it may write, and n others, which it
 * may read. Needs confine_calls before. */
void confine_files(const char *folder, const char *const *readable, int n);

#endif
