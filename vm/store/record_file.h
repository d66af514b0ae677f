/* vm/store/record_file.h -- records as files: a line that says what it is, and their
 * bytes (vm/store/record.h).
 * Spark: the object files of saveAsObjectFile and of data checkpoints.
 *
 * Simplified: not Java's serialisation, so that Spark and sluice cannot read each
 * other's files; and numbers are in the byte order of the machine. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_RECORD_FILE_H
#define SLUICE_STORE_RECORD_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

/* Appends the bytes of a file that holds the records [records, records + size). */
void record_file_append(Buffer *file, const char *records, size_t size);

/* Appends the records of a file; ERR_IO if it cannot be read, is no such file or is
 * damaged: *records is then as before. */
bool record_file_read(const char *path, Buffer *records, Err *err);

#endif
