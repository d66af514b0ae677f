/* vm/base/path.h -- names of local files.
 * Spark: org.apache.hadoop.fs.Path, RawLocalFileSystem. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_PATH_H
#define SLUICE_BASE_PATH_H

#include <stdbool.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

/* Appends path as Hadoop names it in "file:...": absolute, without a "file:" in front,
 * doubled slashes, a slash at the end, "." and "..". ERR_ARGUMENT if it is empty;
 * ERR_UNSUPPORTED if it names another file system ("hdfs:"). */
bool path_append_absolute(Buffer *out, const char *path, Err *err);

/* Creates a folder and those above it that are missing. Returns 0, also if it was
 * there, or errno. */
int path_make_folders(const char *path);

#endif
