/* lua/native/lists.c -- lists that functions make, fill and read, without Lua's tables.
 *
 * A list has its items one behind the other and no gap: what would make one, or is no
 * list, is left to Lua. */
// SPDX-License-Identifier: MIT
#include <string.h>

#include "lua/native/steps.h"
#include "vm/base/mem.h"

bool native_new_list(NativeFrame *frame, Item *out)
{
    if (frame->n_lists == 2)
        return false;
    out->tag = (RecordTag)ITEM_LIST;
    out->as.integer = frame->n_lists;
    frame->lists[frame->n_lists++]->n = 0;
    return true;
}

Item *native_grow(NativeList *list, int more)
{
    if (!list->grows)
        return NULL;
    list->items =
        mem_grow(list->items, &list->capacity, list->n + more, sizeof *list->items);
    return &list->items[list->n];
}

bool native_append(NativeList *list, const Item *value)
{
    Item *item = native_reserve(list, 1);
    if (item == NULL)
        return false;
    native_copy(item, value);
    list->n++;
    return true;
}

bool native_set(const NativeFrame *frame, const Item *list, const Item *key,
    const Item *value)
{
    if (list->tag != (RecordTag)ITEM_LIST || key->tag != RECORD_INT ||
        !native_is_value(value))
        return false;
    NativeList *its = native_list(frame, list);
    int64_t at = key->as.integer;
    if (at == its->n + 1)
        return native_append(its, value);
    if (at < 1 || at > its->n)
        return false;
    native_copy(&its->items[at - 1], value);
    return true;
}

/* Each look-up begins at the first: that is for short lists only. */
static bool index_record(const Item *list, int64_t at, Item *out)
{
    enum { SHORT = 32 };
    uint32_t count = record_list_count(list->as.record);
    if (count > SHORT)
        return false;
    if (at < 1 || at > count) {
        native_copy(out, &native_nil);
        return true;
    }
    const char *next = record_first(list->as.record);
    while (--at > 0)
        next = record_next(next);
    item_read(out, next, &next);
    return true;
}

bool native_index(const NativeFrame *frame, const Item *list, const Item *key,
    Item *out)
{
    if (key->tag != RECORD_INT)
        return false;
    int64_t at = key->as.integer;
    if (native_is_list_record(list))
        return index_record(list, at, out);
    if (list->tag != (RecordTag)ITEM_LIST)
        return false;
    const NativeList *its = native_list(frame, list);
    native_copy(out, at >= 1 && at <= its->n ? &its->items[at - 1] : &native_nil);
    return true;
}

bool native_length(const NativeFrame *frame, const Item *value, Item *out)
{
    if (value->tag == RECORD_STRING)
        item_set_int(out, value->size);
    else if (native_is_list_record(value))
        item_set_int(out, record_list_count(value->as.record));
    else if (value->tag == (RecordTag)ITEM_LIST)
        item_set_int(out, native_list(frame, value)->n);
    else
        return false;
    return true;
}

/* Records that are made in the room of the frame. */

/* A buffer in the room that never grows: it is as large as what will be in it. */
static bool begin_record(NativeFrame *frame, size_t size, Buffer *buffer)
{
    char *room = native_take_room(frame, size);
    *buffer = (Buffer){.data = room, .capacity = size};
    return room != NULL;
}

static void end_record(const Buffer *buffer, RecordTag tag, Item *out)
{
    out->tag = tag;
    out->size = (uint32_t)buffer->size;
    out->as.record = buffer->data;
}

bool native_list_record(NativeFrame *frame, const Item *list, Item *out)
{
    const NativeList *its = native_list(frame, list);
    size_t size = 1 + 2 * sizeof(uint32_t);
    Buffer buffer;
    for (int i = 0; i < its->n; i++)
        size += item_record_size(&its->items[i]);
    if (!begin_record(frame, size, &buffer))
        return false;
    size_t start = record_begin_list(&buffer, RECORD_LIST);
    for (int i = 0; i < its->n; i++)
        item_append(&its->items[i], &buffer);
    record_end_list(&buffer, start, (uint32_t)its->n);
    end_record(&buffer, RECORD_LIST, out);
    return true;
}

bool native_pair(NativeFrame *frame, const Item *first, const Item *second, Item *out)
{
    Buffer buffer;
    if (!native_is_value(first) || !native_is_value(second) ||
        !begin_record(frame, 1 + item_record_size(first) + item_record_size(second),
            &buffer))
        return false;
    item_append_record(first, second, &buffer);
    end_record(&buffer, RECORD_PAIR, out);
    return true;
}
