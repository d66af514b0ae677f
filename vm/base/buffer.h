/* vm/base/buffer.h -- a growable run of bytes.
 * Spark: none.
 *
 * The owner of the struct owns `data`. A buffer that is all zero is valid and empty.
 * The bytes are not NUL-terminated unless buffer_text is called. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_BASE_BUFFER_H
#define SLUICE_BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "vm/base/mem.h"

typedef struct Buffer {
    char *data;
    size_t size;     /* bytes in use */
    size_t capacity; /* bytes allocated */
} Buffer;

/* Frees data; leaves an empty, valid buffer. */
static inline void buffer_free(Buffer *buffer)
{
    mem_free(buffer->data);
    *buffer = (Buffer){0};
}

/* Size 0; keeps the memory. */
static inline void buffer_clear(Buffer *buffer)
{
    buffer->size = 0;
}

/* Makes room for `more` further bytes where there is none: for buffer_reserve. */
void buffer_grow(Buffer *buffer, size_t more);

/* Behind its last byte; NULL if it never had one. */
static inline const char *buffer_end(const Buffer *buffer)
{
    return buffer->size > 0 ? buffer->data + buffer->size : buffer->data;
}

/* Makes room for `more` further bytes and returns where they start; the caller writes
 * them and adds to size. */
static inline char *buffer_reserve(Buffer *buffer, size_t more)
{
    /* Without data even an empty reservation gets some: the result is never NULL. */
    if (buffer->capacity - buffer->size < more || buffer->data == NULL)
        buffer_grow(buffer, more);
    return buffer->data + buffer->size;
}

static inline void buffer_append(Buffer *buffer, const void *bytes, size_t size)
{
    if (size == 0)
        return;
    memcpy(buffer_reserve(buffer, size), bytes, size);
    buffer->size += size;
}

static inline void buffer_append_byte(Buffer *buffer, char byte)
{
    *buffer_reserve(buffer, 1) = byte;
    buffer->size++;
}

static inline void buffer_append_string(Buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_append_int(Buffer *buffer, int64_t number); /* in decimal */
void buffer_printf(Buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The bytes as a C string: writes a NUL behind them that does not count in size. */
const char *buffer_text(Buffer *buffer);

/* Hands the contents to *to, which must be empty, and leaves *from empty. */
void buffer_move(Buffer *from, Buffer *to);

/* Gives back memory beyond size. */
void buffer_trim(Buffer *buffer);

#endif
