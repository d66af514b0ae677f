/* vm/streaming/metadata_files.h -- the names in a folder of checkpoints; used by
 * vm/streaming only.
 * Spark: Checkpoint.getCheckpointFiles, CheckpointWriteHandler. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STREAMING_METADATA_FILES_H
#define SLUICE_STREAMING_METADATA_FILES_H

#include <stdbool.h>

#include "vm/base/buffer.h"
#include "vm/base/file.h"
#include "vm/sim/time.h"

/* "checkpoint-MS" or "checkpoint-MS.bk". */
typedef struct MetadataFile {
    int64_t ms;
    bool is_backup;
} MetadataFile;

typedef struct MetadataFiles {
    MetadataFile *items; /* oldest first; a backup before the file that replaced it */
    int count;
    int capacity;
} MetadataFiles;

/* The files of a folder; none if it cannot be read. */
void metadata_files_list(const char *folder, MetadataFiles *files);
void metadata_files_free(MetadataFiles *files);
void metadata_files_path(Buffer *path, const char *folder, const MetadataFile *file);

/* Puts a file into the folder, as that of batch `name`; an older one of that name
 * becomes its backup, and only the newest ten files stay. ERR_IO. */
bool metadata_files_put(const char *folder, SimTime name, const Buffer *text, Err *err);

#endif
