/* vm/ingest/disk.h -- folders of the disk, as file streams look at them.
 * Spark: RawLocalFileSystem.listStatus, globStatus.
 *
 * For the wall clock: changes happen in real time. A build without a disk leaves this
 * file out. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_INGEST_DISK_H
#define SLUICE_INGEST_DISK_H

#include "vm/ingest/files.h"

/* Functions of a FileSystem; subject is not used. A name or pattern that means no
 * folder may mean one later, so check finds fault only with names of other file
 * systems. Entries are not looked into: one that is a folder counts as a file. */
bool disk_check(void *subject, const char *folder, Err *err);
bool disk_list(void *subject, const char *folder, FileListing *listing);
bool disk_expects(void *subject, const char *folder);

#endif
