/* lua/base/embedded.h -- the Lua files that are part of the program.
 * Spark: none.
 *
 * tools/embed.c compiles lua/sluice/, viz/, course/ and cli/ while sluice is built and
 * writes this array. The chunks keep their line numbers and are named after their
 * files, so an error in one says where it is. A file that is read as text, such as a
 * style sheet of the player or a lesson, is a chunk that returns it, and its path is
 * its name. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_EMBEDDED_H
#define SLUICE_LUA_EMBEDDED_H

#include <stddef.h>

typedef struct EmbeddedScript {
    const char *name;          /* for require: "sluice.dstream" */
    const char *path;          /* in the source tree: "lua/sluice/dstream.lua" */
    const unsigned char *code; /* a binary chunk of this very Lua */
    size_t size;               /* bytes of code */
} EmbeddedScript;

/* Sorted by name (strcmp); the last one has a NULL name. */
extern const EmbeddedScript embedded_scripts[];
extern const size_t embedded_scripts_count; /* without that one */

#endif
