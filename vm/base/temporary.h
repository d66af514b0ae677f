/* vm/base/temporary.h -- folders for a while.
 * Spark: Utils.createTempDir. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_TEMPORARY_H
#define SLUICE_BASE_TEMPORARY_H

#include <stdint.h>

#include "vm/base/err.h"

/* Makes a folder "PREFIX-XXXXXX" of a new name where the system wants such files; the
 * caller frees its path. NULL and err if it cannot. */
char *temporary_new(const char *prefix, Err *err);

/* How many bytes the files in a folder have, and those in folders there; each counts
 * 16 KB at least. */
int64_t temporary_size(const char *path);

/* Removes it with all that is in it, as far as that can be done. NULL is allowed. */
void temporary_remove(const char *path);

#endif
