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

void buffer_clear(Buffer *buffer); /* size 0; keeps the memory */

/* Makes room for `more` further bytes and returns where they start; the caller writes
 * them and adds to size. */
char *buffer_reserve(Buffer *buffer, size_t more);

void buffer_append(Buffer *buffer, const void *bytes, size_t size);
void buffer_append_byte(Buffer *buffer, char byte);
void buffer_append_string(Buffer *buffer, const char *text);
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
