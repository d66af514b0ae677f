/* vm/base/mem.c -- allocation that ends the program rather than fail. */
// SPDX-License-Identifier: MIT
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/check.h"
#include "vm/base/mem.h"

/* malloc(0) and realloc(p, 0) may return NULL without having failed. */
static size_t at_least_one(size_t size_bytes)
{
    return size_bytes > 0 ? size_bytes : 1;
}

static void *or_exit(void *memory, size_t size_bytes)
{
    if (memory)
        return memory;

    fprintf(stderr, "sluice: out of memory (wanted %zu bytes)\n", size_bytes);
    exit(1);
}

void *mem_alloc(size_t size_bytes)
{
    return or_exit(malloc(at_least_one(size_bytes)), size_bytes);
}

/* The C library may find small blocks faster for malloc than for calloc, which only
 * pays where memory fresh from the system is zero already. */
void *mem_zero_alloc(size_t size_bytes)
{
    enum { SMALL = 1024 };
    if (size_bytes > SMALL)
        return or_exit(calloc(1, size_bytes), size_bytes);
    return memset(mem_alloc(size_bytes), 0, size_bytes);
}

void *mem_realloc(void *memory, size_t size_bytes)
{
    return or_exit(realloc(memory, at_least_one(size_bytes)), size_bytes);
}

void *mem_copy(const void *bytes, size_t size_bytes)
{
    void *copy = mem_alloc(size_bytes);
    if (size_bytes > 0)
        memcpy(copy, bytes, size_bytes);

    return copy;
}

char *mem_copy_string(const char *text)
{
    return mem_copy(text, strlen(text) + 1);
}

void *mem_grow(void *items, int *capacity, int wanted, size_t item_size)
{
    if (wanted <= *capacity)
        return items;

    int more = *capacity < 8 ? 8 : *capacity;
    while (more < wanted)
        more = more > INT_MAX / 2 ? INT_MAX : more * 2;
    CHECK(item_size == 0 || (size_t)more <= SIZE_MAX / item_size);

    void *moved = mem_realloc(items, (size_t)more * item_size);
    *capacity = more;
    return moved;
}
