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

static inline Item item_int(int64_t value)
{
    return (Item){.tag = RECORD_INT, .as.integer = value};
}

static inline Item item_double(double value)
{
    return (Item){.tag = RECORD_DOUBLE, .as.number = value};
}

static inline Item item_text(const char *text, size_t size)
{
    return (Item){.tag = RECORD_STRING, .size = (uint32_t)size, .as.text = text};
}

static inline Item item_null(void)
{
    return (Item){.tag = RECORD_NULL};
}

/* The item of a record of any kind; *next is where the following record starts. */
Item item_read_any(const char *record, const char **next);

static inline Item item_read(const char *record, const char **next)
{
    if (record_tag(record) != RECORD_STRING)
        return item_read_any(record, next);
    uint32_t size;
    const char *text = record_string(record, &size);
    *next = text + size;
    return item_text(text, size);
}

/* The items of a record: returns 1, or 2 for a pair. */
static inline int item_read_record(const char *record, Item items[2], const char **next)
{
    if (record_tag(record) != RECORD_PAIR) {
        items[0] = item_read(record, next);
        return 1;
    }
    items[0] = item_read(record + 1, next);
    items[1] = item_read(*next, next);
    return 2;
}

/* Appends the record of an item; of one item, or of a pair of two. */
void item_append(const Item *item, Buffer *out);
void item_append_record(const Item *items, int n, Buffer *out);

#endif
