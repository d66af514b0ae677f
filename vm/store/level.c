// SPDX-License-Identifier: MIT
#include "vm/store/level.h"

#include <string.h>

#include "vm/base/check.h"

const LevelTraits *level_traits(StorageLevel level)
{
    static const LevelTraits traits[] = {
#define LEVEL(name, text, disk, memory, off_heap, deserialized, replicas) \
    [name] = {text, disk, memory, off_heap, deserialized, replicas},
        STORAGE_LEVELS(LEVEL)
#undef LEVEL
    };
    CHECK(level >= 0 && level < LEVEL_COUNT);
    return &traits[level];
}

const char *level_name(StorageLevel level)
{
    return level_traits(level)->name;
}

bool level_find(const char *name, StorageLevel *level)
{
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (strcmp(level_name((StorageLevel)i), name) == 0) {
            *level = (StorageLevel)i;
            return true;
        }
    }
    return false;
}

bool level_is_serialized(StorageLevel level)
{
    return level != LEVEL_NONE && !level_traits(level)->deserialized;
}

void level_append_text(Buffer *out, StorageLevel level)
{
    const LevelTraits *traits = level_traits(level);
    buffer_printf(out, "StorageLevel(%s%s%s%s%d replicas)",
        traits->disk ? "disk, " : "", traits->memory ? "memory, " : "",
        traits->off_heap ? "offheap, " : "",
        traits->deserialized ? "deserialized, " : "", traits->replicas);
}

void level_append_description(Buffer *out, StorageLevel level)
{
    const LevelTraits *traits = level_traits(level);
    const char *memory = traits->off_heap ? "Memory (off heap) " : "Memory ";
    buffer_printf(out, "%s%s%s %dx Replicated", traits->disk ? "Disk " : "",
        traits->memory ? memory : "",
        traits->deserialized ? "Deserialized" : "Serialized", traits->replicas);
}
