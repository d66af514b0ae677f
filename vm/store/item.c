/* vm/store/item.c -- records whose bytes need not lie together. */
// SPDX-License-Identifier: MIT
#include "vm/store/item.h"

#include "vm/base/check.h"

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

void item_append(const Item *item, Buffer *out)
{
    switch (item->tag) {
    case RECORD_NULL:
    case RECORD_FALSE:
    case RECORD_TRUE:
    case RECORD_NONE:
        buffer_append_byte(out, (char)item->tag);
        return;
    case RECORD_INT:
        record_append_int(out, item->as.integer);
        return;
    case RECORD_DOUBLE:
        record_append_double(out, item->as.number);
        return;
    case RECORD_STRING:
        record_append_string(out, item->as.text, item->size);
        return;
    default:
        buffer_append(out, item->as.record, item->size);
    }
}

void item_append_record(const Item *first, const Item *second, Buffer *out)
{
    if (second == NULL) {
        item_append(first, out);
        return;
    }
    record_append_pair(out);
    item_append(first, out);
    item_append(second, out);
}
