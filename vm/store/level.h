/* vm/store/level.h -- how well a block is kept.
 * Spark: StorageLevel (semantics 10.10). */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_LEVEL_H
#define SLUICE_STORE_LEVEL_H

#include <stdbool.h>

#include "vm/base/buffer.h"

/* LEVEL(constant, name, disk, memory, off-heap, deserialized, replicas) */
#define STORAGE_LEVELS(LEVEL)                                                  \
    LEVEL(LEVEL_NONE, "NONE", 0, 0, 0, 0, 1)                                   \
    LEVEL(LEVEL_DISK_ONLY, "DISK_ONLY", 1, 0, 0, 0, 1)                         \
    LEVEL(LEVEL_DISK_ONLY_2, "DISK_ONLY_2", 1, 0, 0, 0, 2)                     \
    LEVEL(LEVEL_DISK_ONLY_3, "DISK_ONLY_3", 1, 0, 0, 0, 3)                     \
    LEVEL(LEVEL_MEMORY_ONLY, "MEMORY_ONLY", 0, 1, 0, 1, 1)                     \
    LEVEL(LEVEL_MEMORY_ONLY_2, "MEMORY_ONLY_2", 0, 1, 0, 1, 2)                 \
    LEVEL(LEVEL_MEMORY_ONLY_SER, "MEMORY_ONLY_SER", 0, 1, 0, 0, 1)             \
    LEVEL(LEVEL_MEMORY_ONLY_SER_2, "MEMORY_ONLY_SER_2", 0, 1, 0, 0, 2)         \
    LEVEL(LEVEL_MEMORY_AND_DISK, "MEMORY_AND_DISK", 1, 1, 0, 1, 1)             \
    LEVEL(LEVEL_MEMORY_AND_DISK_2, "MEMORY_AND_DISK_2", 1, 1, 0, 1, 2)         \
    LEVEL(LEVEL_MEMORY_AND_DISK_SER, "MEMORY_AND_DISK_SER", 1, 1, 0, 0, 1)     \
    LEVEL(LEVEL_MEMORY_AND_DISK_SER_2, "MEMORY_AND_DISK_SER_2", 1, 1, 0, 0, 2) \
    LEVEL(LEVEL_OFF_HEAP, "OFF_HEAP", 1, 1, 1, 0, 1)

typedef enum StorageLevel {
#define LEVEL(name, text, disk, memory, off_heap, deserialized, replicas) name,
    STORAGE_LEVELS(LEVEL)
#undef LEVEL
        LEVEL_COUNT
} StorageLevel;

typedef struct LevelTraits {
    const char *name;
    bool disk;
    bool memory;
    bool off_heap;
    bool deserialized;
    int replicas; /* copies in all */
} LevelTraits;

const LevelTraits *level_traits(StorageLevel level);
const char *level_name(StorageLevel level);
/* False if there is no level of that name. */
bool level_find(const char *name, StorageLevel *level);
/* True if what is kept at this level is kept as bytes, so that it is made again by each
 * reader. */
bool level_is_serialized(StorageLevel level);

/* Spark's texts: "StorageLevel(disk, memory, 2 replicas)" in its messages, and
 * "Disk Memory Serialized 2x Replicated" in its pages. */
void level_append_text(Buffer *out, StorageLevel level);
void level_append_description(Buffer *out, StorageLevel level);

#endif
