/* vm/store/checkpoint.h -- the files of data checkpoints.
 * Spark: ReliableCheckpointRDD.
 *
 * A checkpoint of an RDD is a folder with a file for each partition, "part-00000" and
 * so on (vm/store/record_file.h). A file is written whole or not at all, and what is
 * read is checked. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_CHECKPOINT_H
#define SLUICE_STORE_CHECKPOINT_H

#include <stdbool.h>

#include "vm/base/buffer.h"
#include "vm/base/err.h"

/* ERR_IO if it cannot be written. */
bool checkpoint_write(const char *folder, int partition, const Buffer *records,
    Err *err);

/* Appends the records; fails as record_file_read does. */
bool checkpoint_read(const char *folder, int partition, Buffer *records, Err *err);

/* True if the files of all n partitions are there; what is in them is for reading. */
bool checkpoint_exists(const char *folder, int n);

/* Deletes the files of n partitions, and the folder and the one above it if nothing
 * else is in them. */
void checkpoint_remove(const char *folder, int n);

#endif
