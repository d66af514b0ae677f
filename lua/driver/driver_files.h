/* lua/driver/driver_files.h -- what the file streams of a run see, and the program's
 * filters. Spark: the FileSystem of FileInputDStream. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_LUA_DRIVER_FILES_H
#define SLUICE_LUA_DRIVER_FILES_H

#include "lua/driver/driver.h"

/* Readies the files that appear at simulated times; ERR_ARGUMENT for a name that is
 * none. */
bool driver_files_open(Driver *driver, Err *err);

/* The disk under the wall clock, else the files that appear. */
FileSystem driver_file_system(Driver *driver);

/* An observer: a folder is not there, or a file is empty. */
void driver_files_missing(void *subject, StreamId stream, const char *path);

#endif
