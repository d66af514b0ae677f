/* vm/base/file.h -- files that are written whole or not at all.
 * Spark: none.
 *
 * A FileWriter writes to a temporary name in the same folder; file_commit flushes,
 * syncs and renames it to the wanted name. Until then an older file of that name is
 * untouched. A device or a pipe (/dev/stdout) is written directly. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_FILE_H
#define SLUICE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

typedef struct FileWriter FileWriter;

/* Opens a writer for path; NULL and err (ERR_IO, naming path and reason) on failure. */
FileWriter *file_create(const char *path, Err *err);
/* Writes are buffered; an error is remembered and reported by file_commit. */
void file_write(FileWriter *file, const void *bytes, size_t size);
/* Both end the writer. Commit puts the file in place; discard removes the temporary. */
bool file_commit(FileWriter *file, Err *err);
void file_discard(FileWriter *file);

/* Writes a whole file at once, and makes the folders on the way to it. Other processes
 * see the old file or the new one; unlike file_commit it does not wait for the disk, so
 * it is cheap enough to be done in every batch. */
bool file_put(const char *path, const void *bytes, size_t size, Err *err);

/* Makes a folder and those on the way to it; one that is there is no error. */
bool file_make_folder(const char *path, Err *err);

/* Appends a whole file ("-" is standard input). A folder, a missing or an unreadable
 * file is ERR_IO: "cannot read PATH: REASON"; *into is then as before. */
bool file_read(const char *path, Buffer *into, Err *err);

#endif
