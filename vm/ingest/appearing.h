/* vm/ingest/appearing.h -- files that appear in folders at simulated times.
 * Spark: none; it stands for whoever moves files into a watched folder.
 *
 * What is read is a real file; where and when it appears is said on the command line.
 * Its modification time is the moment at which it appears. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_APPEARING_H
#define SLUICE_INGEST_APPEARING_H

#include "vm/ingest/files.h"
#include "vm/sim/clock.h"

typedef struct Appearing Appearing;

Appearing *appearing_new(const Clock *clock); /* the clock is borrowed */
void appearing_delete(Appearing *files);

/* The file `source` appears in `folder` at a time; `name` NULL: under the last part of
 * its own name. All texts are copied. */
typedef struct AppearingFile {
    const char *folder;
    const char *name;
    const char *source;
    SimTime at;
} AppearingFile;

/* ERR_ARGUMENT or ERR_UNSUPPORTED for names that are none (vm/base/path.h). */
bool appearing_add(Appearing *files, const AppearingFile *file, Err *err);

/* Functions of a FileSystem whose subject is an Appearing. Check fails with
 * ERR_ARGUMENT if no file ever appears in a folder of that name or pattern. */
bool appearing_check(void *subject, const char *folder, Err *err);
bool appearing_list(void *subject, const char *folder, FileListing *listing);
bool appearing_expects(void *subject, const char *folder);

#endif
