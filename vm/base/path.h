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

/* From now on the working folder of the process holds all that paths can name: they are
 * resolved as if it were the root, and begin with "./". As chdir, it is for the whole
 * process; there is no way back. */
void path_enclose(void);
bool path_is_enclosed(void);

/* Whether a path that a pattern matched is in that folder, or there is none. */
bool path_is_inside(const char *path);

/* Creates a folder and those above it that are missing. Returns 0, also if it was
 * there, or errno. */
int path_make_folders(const char *path);

#endif
