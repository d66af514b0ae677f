/* vm/store/item.c -- records whose bytes need not lie together. */
// SPDX-License-Identifier: MIT
#include "vm/store/item.h"

#include "vm/base/check.h"
#include "vm/base/short.h"

void item_read_any(Item *item, const char *record, const char **next)
{
    item->tag = record_tag(record);
    switch (item->tag) {
    case RECORD_NULL:
    case RECORD_FALSE:
    case RECORD_TRUE:
    case RECORD_NONE:
        *next = record + 1;
        return;
    case RECORD_INT:
        *next = record + 1 + sizeof(int64_t);
        item->as.integer = record_int(record);
        return;
    case RECORD_DOUBLE:
        *next = record + 1 + sizeof(double);
        item->as.number = record_double(record);
        return;
    default:
        *next = record_next(record);
        CHECK(*next - record <= UINT32_MAX);
        item->size = (uint32_t)(*next - record);
        item->as.record = record;
    }
}

/* What is neither a text nor an integer. */
static void write_other(const Item *item, size_t size, char *at)
{
    if (item->tag > RECORD_STRING) {
        memcpy(at, item->as.record, size);
        return;
    }
    at[0] = (char)item->tag;
    if (item->tag == RECORD_DOUBLE) {
        double number = record_canonical(item->as.number);
        memcpy(at + 1, &number, sizeof number);
    }
}

/* Writes the record of an item, of which the size is known, and returns its end. */
static inline char *write_item(const Item *item, size_t size, char *at)
{
    if (item->tag == RECORD_STRING) {
        at[0] = (char)RECORD_STRING;
        memcpy(at + 1, &item->size, sizeof item->size);
        short_copy(at + 1 + sizeof item->size, item->as.text, item->size);
    } else if (item->tag == RECORD_INT) {
        at[0] = (char)RECORD_INT;
        memcpy(at + 1, &item->as.integer, sizeof item->as.integer);
    } else {
        write_other(item, size, at);
    }
    return at + size;
}

void item_append(const Item *item, Buffer *out)
{
    size_t size = item_record_size(item);
    write_item(item, size, buffer_reserve(out, size));
    out->size += size;
}

void item_append_record(const Item *first, const Item *second, Buffer *out)
{
    if (second == NULL) {
        item_append(first, out);
        return;
    }
    size_t first_size = item_record_size(first);
    size_t second_size = item_record_size(second);
    size_t size = 1 + first_size + second_size;
    char *at = buffer_reserve(out, size);
    at[0] = (char)RECORD_PAIR;
    write_item(second, second_size, write_item(first, first_size, at + 1));
    out->size += size;
}
