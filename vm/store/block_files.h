/* vm/store/block_files.h -- blocks as files.
 * Spark: DiskStore, DiskBlockManager.
 *
 * Each executor has a folder blockmgr-<executor> in one folder of the run, which is
 * made below spark.local.dir when the first block goes to disk and is removed, with all
 * that is in it, when the run ends. A file has the name of its block, holds its
 * records, and is written whole or not at all. Several threads may read. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_BLOCK_FILES_H
#define SLUICE_STORE_BLOCK_FILES_H

#include "vm/base/err.h"
#include "vm/store/block_id.h"

typedef struct BlockFiles {
    char *below;   /* spark.local.dir, or NULL: the system's folder for such files */
    char *folder;  /* of the run; NULL before the first block */
    int executors; /* one more than the highest that may have a folder */
} BlockFiles;

/* Removes the files and the folders. */
void block_files_free(BlockFiles *files);

/* Where the folder of the run will be made; copied. */
void block_files_set_place(BlockFiles *files, const char *below);

/* Reading appends. ERR_IO. */
bool block_files_write(BlockFiles *files, BlockId id, int executor, const Buffer *data,
    Err *err);
bool block_files_read(const BlockFiles *files, BlockId id, int executor, Buffer *into,
    Err *err);
void block_files_remove(const BlockFiles *files, BlockId id, int executor);

#endif
