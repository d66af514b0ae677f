/* vm/base/buffer.c -- a growable run of bytes. */
// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/base/buffer.h"
#include "vm/base/check.h"
#include "vm/base/mem.h"

enum { FIRST_CAPACITY = 64 };

void buffer_grow(Buffer *buffer, size_t more)
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

void buffer_append_int(Buffer *buffer, int64_t number)
{
    if (number >= 0 && number < 10) {
        buffer_append_byte(buffer, (char)('0' + number));
        return;
    }

    char digits[20];
    char *end = digits + sizeof digits;
    char *at = end;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

    /* Two digits for each division. */
    for (; left >= 100; left /= 100) {
        unsigned two = (unsigned)(left % 100);
        *--at = (char)('0' + two % 10);
        *--at = (char)('0' + two / 10);
    }
    *--at = (char)('0' + left % 10);
    if (left >= 10)
        *--at = (char)('0' + left / 10);
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
