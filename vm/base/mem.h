/* vm/base/mem.h -- memory of our own.
 * Spark: none.
 *
 * These never return NULL: when the system has no memory left they say how much was
 * wanted and exit with status 1. Only Lua states have a ceiling that a learner can hit
 * (lua/base/state.h). Sizes are in bytes. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_MEM_H
#define SLUICE_BASE_MEM_H

#include <stddef.h>
#include <stdlib.h>

void *mem_alloc(size_t size_bytes);
void *mem_zero_alloc(size_t size_bytes);
void *mem_realloc(void *memory, size_t size_bytes);

/* Most of what is freed in a row is NULL: a task rarely has all that it may have. */
static inline void mem_free(void *memory)
{
    if (memory != NULL)
        free(memory);
}

/* A copy of size_bytes bytes, and of a NUL-terminated string. The caller frees it. */
void *mem_copy(const void *bytes, size_t size_bytes);
char *mem_copy_string(const char *text);

/* Grows an array so that it has room for `wanted` items of item_size bytes; doubles
 * *capacity, at least to 8. Returns the array, which may have moved.
 *     list->items = mem_grow(list->items, &list->capacity, list->count + 1,
 *         sizeof *list->items); */
void *mem_grow(void *items, int *capacity, int wanted, size_t item_size);

#endif
