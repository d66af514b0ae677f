/* vm/store/item.c -- records whose bytes need not lie together. */
// SPDX-License-Identifier: MIT
#include "vm/store/item.h"

#include "vm/base/check.h"

Item item_read_any(const char *record, const char **next)
{
    RecordTag tag = record_tag(record);
    switch (tag) {
    case RECORD_NULL:
    case RECORD_FALSE:
    case RECORD_TRUE:
    case RECORD_NONE:
        *next = record + 1;
        return (Item){.tag = tag};
    case RECORD_INT:
        *next = record + 1 + sizeof(int64_t);
        return item_int(record_int(record));
    case RECORD_DOUBLE:
        *next = record + 1 + sizeof(double);
        return item_double(record_double(record));
    default:
        *next = record_next(record);
        CHECK(*next - record <= UINT32_MAX);
        return (
            Item){.tag = tag, .size = (uint32_t)(*next - record), .as.record = record};
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

void item_append_record(const Item *items, int n, Buffer *out)
{
    if (n == 2)
        record_append_pair(out);
    for (int i = 0; i < n; i++)
        item_append(&items[i], out);
}
