/* vm/store/item.h -- a value of a record on its way from one operator to the next.
 * Spark: the element of an iterator.
 *
 * An item stands for a record (vm/store/record.h) whose bytes need not lie together: a
 * word is a piece of the line it was cut from, a sum a number. What it points at is
 * borrowed as long as the call lasts to which it is given. A record that is a pair goes
 * on as two items, its key and its value. */
// SPDX-License-Identifier: MIT
#ifndef SLUICE_STORE_ITEM_H
#define SLUICE_STORE_ITEM_H

#include "vm/store/record.h"

typedef struct Item {
    RecordTag tag;
    uint32_t size; /* of the text of a STRING, or of `record` */
    union {
        int64_t integer;    /* INT */
        double number;      /* DOUBLE */
        const char *text;   /* STRING */
        const char *record; /* of what has parts: PAIR, SOME, lists */
    } as;
} Item;

static inline void item_set_int(Item *item, int64_t value)
{
    item->tag = RECORD_INT;
    item->as.integer = value;
}

static inline void item_set_double(Item *item, double value)
{
    item->tag = RECORD_DOUBLE;
    item->as.number = value;
}

static inline void item_set_text(Item *item, const char *text, size_t size)
{
    item->tag = RECORD_STRING;
    item->size = (uint32_t)size;
    item->as.text = text;
}

/* Makes it the item of a record of any kind; *next is where the following record
 * starts.
 */
void item_read_any(Item *item, const char *record, const char **next);

static inline void item_read(Item *item, const char *record, const char **next)
{
    if (record_tag(record) == RECORD_INT) {
        *next = record + 1 + sizeof(int64_t);
        item_set_int(item, record_int(record));
        return;
    }
    if (record_tag(record) != RECORD_STRING) {
        item_read_any(item, record, next);
        return;
    }
    uint32_t size;
    const char *text = record_string(record, &size);
    *next = text + size;
    item_set_text(item, text, size);
}

/* The same for both parts of a record that is a PAIR. */
static inline void item_read_pair(Item *key, Item *value, const char *record,
    const char **next)
{
    item_read(key, record + 1, next);
    item_read(value, *next, next);
}

/* Bytes of the record of an item. */
static inline size_t item_record_size(const Item *item)
{
    if (item->tag == RECORD_STRING)
        return 1 + sizeof item->size + item->size;
    if (item->tag == RECORD_INT || item->tag == RECORD_DOUBLE)
        return 1 + sizeof(int64_t);
    return item->tag <= RECORD_NONE ? 1 : item->size;
}

/* Appends the record of an item; of one item, or of a pair if the second is not NULL.
 */
void item_append(const Item *item, Buffer *out);
void item_append_record(const Item *first, const Item *second, Buffer *out);

#endif
