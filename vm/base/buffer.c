/* vm/base/buffer.c -- a growable run of bytes. */
// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

enum { FIRST_CAPACITY = 64 };

void buffer_clear(Buffer *buffer)
{
    buffer->size = 0;
}

static void buffer_grow(Buffer *buffer, size_t more)
{
    CHECK(more <= SIZE_MAX / 2 - buffer->size);
    size_t wanted = buffer->size + more;
    size_t capacity = buffer->capacity;
    if (capacity < FIRST_CAPACITY)
        capacity = FIRST_CAPACITY;
    while (capacity < wanted)
        capacity *= 2;

    buffer->data = mem_realloc(buffer->data, capacity);
    buffer->capacity = capacity;
}

char *buffer_reserve(Buffer *buffer, size_t more)
{
    /* Without data even an empty reservation gets some: the result is never NULL. */
    if (buffer->capacity - buffer->size < more || !buffer->data)
        buffer_grow(buffer, more);

    return buffer->data + buffer->size;
}

void buffer_append(Buffer *buffer, const void *bytes, size_t size)
{
    if (size == 0)
        return;

    memcpy(buffer_reserve(buffer, size), bytes, size);
    buffer->size += size;
}

void buffer_append_byte(Buffer *buffer, char byte)
{
    *buffer_reserve(buffer, 1) = byte;
    buffer->size++;
}

void buffer_append_string(Buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

void buffer_append_int(Buffer *buffer, int64_t number)
{
    char digits[20];
    char *end = digits + sizeof digits;
    char *at = end;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0)
        *--at = '-';

    buffer_append(buffer, at, (size_t)(end - at));
}

void buffer_printf(Buffer *buffer, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);

    char *at = buffer_reserve(buffer, 1);
    size_t room = buffer->capacity - buffer->size;
    int size = vsnprintf(at, room, format, args);
    CHECK(size >= 0);
    if ((size_t)size >= room) {
        room = (size_t)size + 1;
        vsnprintf(buffer_reserve(buffer, room), room, format, again);
    }
    buffer->size += (size_t)size;

    va_end(again);
    va_end(args);
}

const char *buffer_text(Buffer *buffer)
{
    *buffer_reserve(buffer, 1) = '\0';
    return buffer->data;
}

void buffer_move(Buffer *from, Buffer *to)
{
    CHECK(to->size == 0);
    buffer_free(to);
    *to = *from;
    *from = (Buffer){0};
}

void buffer_trim(Buffer *buffer)
{
    if (buffer->size == 0) {
        buffer_free(buffer);
    } else if (buffer->size < buffer->capacity) {
        buffer->data = mem_realloc(buffer->data, buffer->size);
        buffer->capacity = buffer->size;
    }
}
